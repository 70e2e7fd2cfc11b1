package io.sluice.worker.legs;

/// The line on which a leg's RTP timestamps and times lie: a point, and the clock rate as slope.
///
/// Thread: one at a time.
final class LegClock {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int clockRateHz;
  private int timestamp;
  private long nanos;

  LegClock(int clockRateHz, int timestamp, long nanos) {
    this.clockRateHz = clockRateHz;
    this.timestamp = timestamp;
    this.nanos = nanos;
  }

  /// The time of a timestamp less than half the circle away from the point.
  long at(int otherTimestamp) {
    return nanos + (otherTimestamp - timestamp) * NANOS_PER_SECOND / clockRateHz;
  }

  /// A span in ticks. Spans over 200,000 seconds are cut to that, so that nothing overflows.
  long ticks(long spanNanos) {
    return Math.clamp(spanNanos, 0, 200_000 * NANOS_PER_SECOND) / 1_000 * clockRateHz / 1_000_000;
  }

  void align(int newTimestamp, long newNanos) {
    timestamp = newTimestamp;
    nanos = newNanos;
  }

  void shift(long byNanos) {
    nanos += byNanos;
  }
}
