package io.sluice.benchmarks.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A forwarder that is a program of its own.
final class Baseline implements AutoCloseable {
  /// The programs and what they are called with.
  enum Kind {
    C("C", "forward-c", List.of()),
    C_IN_RUNS("C with GRO and GSO", "forward-c", List.of("gro", "gso")),
    GO("Go, pion/srtp", "forward-go", List.of());

    private final String title;
    private final String program;
    private final List<String> flags;

    Kind(String title, String program, List<String> flags) {
      this.title = title;
      this.program = program;
      this.flags = flags;
    }
  }

  private final Process process;
  private final Forwarder forwarder;

  private Baseline(Process process, Forwarder forwarder) {
    this.process = process;
    this.forwarder = forwarder;
  }

  static Baseline start(Programs programs, Cores cores, Kind kind, Path table, int slot)
      throws IOException {
    List<String> arguments =
        Stream.concat(Stream.of(table.toString()), kind.flags.stream()).toList();
    Process process = programs.start(cores.forwarders(), kind.program, arguments);
    String port = process.inputReader(StandardCharsets.US_ASCII).readLine();
    if (port == null) {
      throw new IOException(kind.program + " did not start");
    }
    return new Baseline(
        process, new Forwarder(kind.title, slot, Integer.parseInt(port), process.pid(), 0));
  }

  Forwarder forwarder() {
    return forwarder;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
