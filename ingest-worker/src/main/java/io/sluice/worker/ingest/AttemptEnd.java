package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.FfmpegExit;
import java.time.Duration;

/// How one start of FFmpeg came to its end.
sealed interface AttemptEnd {
  /// No lease could be had, so none was started.
  record NoLease() implements AttemptEnd {}

  /// It ended unasked, or was ended for a fault, or could not be started.
  record Failed(FfmpegExit exit, Duration ran) implements AttemptEnd {}

  /// It made place for another.
  record Replaced(Replacement why) implements AttemptEnd {}

  /// The process is to end here.
  ///
  /// @param forced FFmpeg had to be killed
  record Asked(TearDownReason reason, boolean forced) implements AttemptEnd {}
}
