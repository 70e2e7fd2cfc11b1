package io.sluice.controlplane.testing;

import io.sluice.process.rules.FfmpegVocabulary;
import io.sluice.schemas.WorkerHeartbeat;
import java.util.List;

/// An FFmpeg that can do all that the tests' processes ask for.
public final class AbleFfmpeg {
  private AbleFfmpeg() {}

  /// A heartbeat of a worker that has it.
  public static WorkerHeartbeat.Builder heartbeat() {
    return WorkerHeartbeat.newBuilder()
        .setFfmpegMuxers(List.copyOf(FfmpegVocabulary.muxers()))
        .setFfmpegEncoders(List.of("libx264", "h264", "aac", "flv"))
        .setFfmpegProtocols(List.copyOf(FfmpegVocabulary.protocols()));
  }
}
