package io.sluice.worker.legs;

import java.time.Instant;

/// Nanoseconds since 1970 as they were when the legs were opened, then by the monotonic clock: a
/// clock that is set meanwhile moves nothing.
final class LegsClock {
  private final long offsetNanos;

  /// @param monotonicNanos the reading of [System#nanoTime] at `now`
  LegsClock(Instant now, long monotonicNanos) {
    offsetNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano() - monotonicNanos;
  }

  long at(long monotonicNanos) {
    return monotonicNanos + offsetNanos;
  }
}
