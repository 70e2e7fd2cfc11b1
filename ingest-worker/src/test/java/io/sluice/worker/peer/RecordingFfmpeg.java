package io.sluice.worker.peer;

import io.sluice.worker.legs.LegPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The real ffmpeg, recording both legs by SDP without touching a frame.
final class RecordingFfmpeg implements AutoCloseable {
  private final Process process;
  private final int firstPort;

  private RecordingFfmpeg(Process process, int firstPort) {
    this.process = process;
    this.firstPort = firstPort;
  }

  static RecordingFfmpeg start(Path folder, LegPlan.Leg video, LegPlan.Leg audio, Path output)
      throws IOException {
    Path sdp =
        Files.writeString(
            folder.resolve("in.sdp"),
            """
            v=0
            o=- 0 0 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=video %d RTP/AVP %d
            a=rtpmap:%d %s
            a=fmtp:%d packetization-mode=1
            m=audio %d RTP/AVP %d
            a=rtpmap:%d %s
            """
                .formatted(
                    video.rtpPort(),
                    video.payloadType(),
                    video.payloadType(),
                    video.codec().rtpmap(),
                    video.payloadType(),
                    audio.rtpPort(),
                    audio.payloadType(),
                    audio.payloadType(),
                    audio.codec().rtpmap()));
    List<String> command =
        List.of(
            ("ffmpeg -y -nostats -loglevel warning -protocol_whitelist file,udp,rtp"
                    + " -localaddr 127.0.0.1 -buffer_size 4194304 -listen_timeout 0"
                    + " -fpsprobesize 0 -analyzeduration 1000000 -i "
                    + sdp
                    + " -c copy -max_interleave_delta 500000 "
                    + output)
                .split(" "));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("ffmpeg.log").toFile())
            .start();
    return new RecordingFfmpeg(process, video.rtpPort());
  }

  /// Whether all four ports are bound, as /proc/net/udp tells.
  boolean listens() throws IOException {
    String bound = Files.readString(Path.of("/proc/net/udp"), StandardCharsets.US_ASCII);
    for (int port = firstPort; port < firstPort + 4; port++) {
      if (!bound.contains("0100007F:%04X ".formatted(port).toUpperCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// -1 when it does not end within ten seconds.
  int exitCode() throws InterruptedException {
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /// Runs a tool to its end; its standard output, or an error with what it said.
  static String run(String... command) throws IOException, InterruptedException {
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException(command[0] + " failed: " + said);
    }
    return said;
  }
}
