package io.sluice.worker.supervision;

import java.time.Duration;

/// How much an FFmpeg has written.
///
/// @param outTime in stream time
/// @param bytes negative when it does not say
public record Written(Duration outTime, long bytes) {
  boolean isAnything() {
    return outTime.isPositive() || bytes > 0;
  }
}
