package io.sluice.worker.ffmpeg;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// One FFmpeg from its start to its end.
///
/// Thread: any.
public interface RunningFfmpeg {
  long pid();

  /// Completes when it has ended and all it said was read.
  CompletableFuture<FfmpegExit> exit();

  /// Waits until it has bound all its ports; at once true when it listens on none. False when it
  /// ended before, or did not bind them within `limit`.
  boolean awaitListening(Duration limit) throws InterruptedException;

  /// What it last said of its work.
  Progress progress();

  /// What it was told and has said until now.
  Said said();

  /// Ends it, gently first, and returns when it has ended.
  ///
  /// @param bye tells it over its inputs that they are over; called with every step
  /// @return true when it had to be killed and may have left an unfinished file
  boolean stop(Runnable bye);
}
