package io.sluice.benchmarks.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// The running load: publishers that were taken over, and sinks.
final class Load implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final List<Integer> sinkPorts;

  private Load(Process process, BufferedReader answers, List<Integer> sinkPorts) {
    this.process = process;
    this.answers = answers;
    this.sinkPorts = sinkPorts;
  }

  static Load start(Programs programs, Cores cores, int sinks) throws IOException {
    Process process = programs.start(cores.load(), "load", List.of(Integer.toString(sinks)));
    BufferedReader answers = process.inputReader(StandardCharsets.US_ASCII);
    List<Integer> ports =
        Arrays.stream(line(answers).strip().split(" ")).map(Integer::parseInt).toList();
    return new Load(process, answers, ports);
  }

  /// One RTP port a sink; its RTCP port is the next.
  List<Integer> sinkPorts() {
    return sinkPorts;
  }

  /// Binds the ports that the streams of the table come from.
  void takeOver(Path table) throws IOException {
    say("streams " + table);
    line(answers);
  }

  /// Every stream tells the server that it is still there.
  void check(int port) throws IOException {
    say("check " + port);
  }

  /// @param lead sent before the measuring begins
  Reading run(Forwarder forwarder, Pace pace, int streams, Duration lead, Duration measured)
      throws IOException {
    long allocated = allocatedBytes();
    say(
        "run %d %d %d %d %d %d %d %d %d"
            .formatted(
                forwarder.slot(),
                forwarder.port(),
                forwarder.pid(),
                pace.packetsPerSecond(),
                pace.burst(),
                streams,
                forwarder.extension(),
                lead.toMillis(),
                measured.toMillis()));
    String answer = line(answers);
    return Reading.parse(answer, allocatedBytes() - allocated);
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static long allocatedBytes() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class)
        .getTotalThreadAllocatedBytes();
  }

  private void say(String order) throws IOException {
    process.outputWriter(StandardCharsets.US_ASCII).append(order).append('\n').flush();
  }

  private static String line(BufferedReader answers) {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("a program of the measurement has ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
