package io.sluice.worker.peer;

/// How often a session may try an SSRC it has not heard from: keys are derived for each before it
/// can be told that the packet is forged, which takes hundreds of times as long as dropping it.
///
/// Sources that the offer names have their keys already, and are not held up by this.
///
/// Thread: the event loop.
final class NewSources {
  private static final int MOST_AT_ONCE = 8;
  private static final long NANOS_PER_TRY = 125_000_000L;

  private int left = MOST_AT_ONCE;
  private long earnedAt;

  /// If so, it counts as tried.
  boolean mayTry(long nowNanos) {
    if (left == MOST_AT_ONCE) {
      earnedAt = nowNanos;
    }
    long earned = (nowNanos - earnedAt) / NANOS_PER_TRY;
    earnedAt += earned * NANOS_PER_TRY;
    left = (int) Math.min(MOST_AT_ONCE, left + earned);
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
