package io.sluice.worker.ffmpeg;

import java.time.Duration;

/// How long each step of stopping FFmpeg may take before the next harder one.
///
/// @param afterBye after `q` and BYE, until SIGTERM
/// @param afterTerm after SIGTERM and another BYE, until SIGKILL
public record StopPatience(Duration afterBye, Duration afterTerm) {
  public static final StopPatience USUAL =
      new StopPatience(Duration.ofSeconds(2), Duration.ofSeconds(2));
}
