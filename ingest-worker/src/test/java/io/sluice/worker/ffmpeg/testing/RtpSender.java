package io.sluice.worker.ffmpeg.testing;

import io.sluice.worker.legs.LegPlan;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// A real FFmpeg that sends H264 and Opus to where another listens.
public final class RtpSender implements AutoCloseable {
  private final Process process;

  private RtpSender(Process process) {
    this.process = process;
  }

  public static RtpSender to(LegPlan plan) throws IOException {
    return new RtpSender(
        new ProcessBuilder(
                List.of(
                    "ffmpeg",
                    "-nostats",
                    "-loglevel",
                    "error",
                    "-nostdin",
                    "-re",
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc2=size=320x180:rate=15",
                    "-re",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=frequency=440:sample_rate=48000",
                    "-map",
                    "0:v",
                    "-c:v",
                    "libx264",
                    "-preset",
                    "ultrafast",
                    "-tune",
                    "zerolatency",
                    "-pix_fmt",
                    "yuv420p",
                    "-g",
                    "15",
                    "-payload_type",
                    Integer.toString(Objects.requireNonNull(plan.video()).payloadType()),
                    "-f",
                    "rtp",
                    "rtp://127.0.0.1:" + plan.video().rtpPort() + "?pkt_size=1200",
                    "-map",
                    "1:a",
                    "-c:a",
                    "libopus",
                    "-ac",
                    "2",
                    "-payload_type",
                    Integer.toString(Objects.requireNonNull(plan.audio()).payloadType()),
                    "-f",
                    "rtp",
                    "rtp://127.0.0.1:" + plan.audio().rtpPort()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /// Falls silent at once, without a BYE.
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
