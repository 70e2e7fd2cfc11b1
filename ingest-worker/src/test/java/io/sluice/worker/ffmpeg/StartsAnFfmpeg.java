package io.sluice.worker.ffmpeg;

import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.sdp.MediaCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A JVM of its own for the test that kills it: starts an FFmpeg, prints its pid and waits.
final class StartsAnFfmpeg {
  /// Begins the line that tells the pid; others on standard output are the logger's.
  static final String PID = "pid ";

  private StartsAnFfmpeg() {}

  public static void main(String[] args) throws Exception {
    FfmpegHost host =
        new FfmpegHost(
            FfmpegInstallation.find("ffmpeg"),
            OutputFolder.at(Path.of(args[0])),
            Secrets.of(Optional.empty()),
            AddressLists.NONE,
            StopPatience.USUAL);
    LegPlan plan =
        LegPlan.adjacent(Integer.parseInt(args[1]), MediaCodec.H264, 96, MediaCodec.OPUS, 111);
    FfmpegJob job =
        new FfmpegJob(List.of(), List.of(), List.of(new FfmpegLeg("out", "killed.mkv", List.of())));
    RunningFfmpeg ffmpeg = host.start(job, Optional.of(plan));
    if (!ffmpeg.awaitListening(Duration.ofSeconds(10))) {
      throw new IllegalStateException("ffmpeg does not listen");
    }
    System.out.println(PID + ffmpeg.pid());
    System.out.flush();
    ffmpeg.exit().join();
  }
}
