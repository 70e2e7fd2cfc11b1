package io.sluice.worker.peer;

/// When to send a PLI (RFC 4585 §6.3): often until the first key frame, seldom after a loss, and
/// now and then for no other reason than that a segment of HLS, or a fragment of MP4, can only
/// begin at a key frame, and browsers send none unasked.
///
/// Thread: one owner.
final class KeyFrameRequests {
  private static final long UNTIL_FIRST_NANOS = 300_000_000L;
  private static final long AFTER_LOSS_NANOS = 1_000_000_000L;

  /// The length of a segment where the process does not say otherwise.
  private static final long REGULAR_NANOS = 2_000_000_000L;

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
    if (!askedBefore && !awaitsFirst && !broken) {
      askedBefore = true; // somebody else's key frame has come: the regular ones count from here
      askedAt = nowNanos;
      return false;
    }
    if (askedBefore && nowNanos - askedAt < intervalNanos(awaitsFirst)) {
      return false;
    }
    askedBefore = true;
    askedAt = nowNanos;
    return true;
  }

  private long intervalNanos(boolean awaitsFirst) {
    if (awaitsFirst) {
      return UNTIL_FIRST_NANOS;
    }
    return broken ? AFTER_LOSS_NANOS : REGULAR_NANOS;
  }
}
