package io.sluice.worker.reception;

/// How long a retransmission takes, from the request until the packet is here, smoothed as RFC 6298
/// §2 does; a receiver of media has no other way to measure the path.
///
/// Thread: one owner.
final class RoundTrip {
  private static final long MILLI = 1_000_000L;

  /// What libwebrtc takes for granted, too, while nothing is known.
  private static final long UNKNOWN_NANOS = 100 * MILLI;

  private static final long SHORTEST_WAIT_NANOS = 30 * MILLI;

  /// On a slow path requests overlap: one that is answered twice costs less than a picture that is
  /// not whole in time.
  private static final long LONGEST_WAIT_NANOS = 100 * MILLI;

  private static final long LONGEST_NANOS = 500 * MILLI;

  private boolean measured;
  private long smoothed;
  private long variation;

  void measured(long nanos) {
    if (!measured) {
      measured = true;
      smoothed = nanos;
      variation = nanos / 4;
      return;
    }
    variation += (Math.abs(nanos - smoothed) - variation) / 4;
    smoothed += (nanos - smoothed) / 8;
  }

  /// Answers come after they are given up: measured once more, the path is slower than thought.
  void tooShort() {
    smoothed = Math.min(LONGEST_NANOS, 2 * nanos());
    measured = true;
  }

  /// Whether an answer after that time must be to an earlier request: the path is slower than was
  /// thought.
  boolean isTooSoon(long sinceLastRequest) {
    return sinceLastRequest < (measured ? smoothed * 3 / 4 : UNKNOWN_NANOS);
  }

  boolean isMeasured() {
    return measured;
  }

  /// The usual time between request and answer.
  long nanos() {
    return measured ? smoothed : UNKNOWN_NANOS;
  }

  /// After how long to ask again.
  long waitNanos() {
    return measured
        ? Math.clamp(smoothed + 4 * variation, SHORTEST_WAIT_NANOS, LONGEST_WAIT_NANOS)
        : UNKNOWN_NANOS;
  }
}
