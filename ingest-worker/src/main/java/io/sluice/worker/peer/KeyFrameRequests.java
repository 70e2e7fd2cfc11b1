package io.sluice.worker.peer;

/// When to send a PLI (RFC 4585 §6.3): often until the first key frame, seldom after a loss.
///
/// Thread: one owner.
final class KeyFrameRequests {
  private static final long UNTIL_FIRST_NANOS = 300_000_000L;
  private static final long AFTER_LOSS_NANOS = 1_000_000_000L;

  private boolean broken;
  private boolean askedBefore;
  private long askedAt;

  /// Packets are lost for good: the picture is broken until the next key frame.
  void pictureBroken() {
    broken = true;
  }

  void keyFrameCame() {
    broken = false;
  }

  boolean isBroken() {
    return broken;
  }

  /// Whether to ask now; if so, it counts as asked.
  boolean isDue(boolean awaitsFirst, long nowNanos) {
    long interval = awaitsFirst ? UNTIL_FIRST_NANOS : AFTER_LOSS_NANOS;
    if (!awaitsFirst && !broken || askedBefore && nowNanos - askedAt < interval) {
      return false;
    }
    askedBefore = true;
    askedAt = nowNanos;
    return true;
  }
}
