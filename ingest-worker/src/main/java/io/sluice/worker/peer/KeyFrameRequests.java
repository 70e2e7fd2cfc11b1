package io.sluice.worker.peer;

/// When to send a PLI (RFC 4585 §6.3): often until the first key frame, seldom after a loss, and
/// otherwise when none came for an interval. WebRTC encoders make no key frame unasked, and only at
/// one can a segment of HLS begin, a fragment of MP4, or a player.
///
/// Thread: one owner.
final class KeyFrameRequests {
  private static final long UNTIL_FIRST_NANOS = 300_000_000L;
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final long intervalNanos;
  private boolean broken;
  private long keyFrameAt;
  private boolean askedBefore;
  private long askedAt;

  /// @param intervalNanos a key frame is wanted at least that often
  /// @param nowNanos counts as the time of the last one
  KeyFrameRequests(long intervalNanos, long nowNanos) {
    this.intervalNanos = intervalNanos;
    this.keyFrameAt = nowNanos;
  }

  /// Packets are lost for good: the picture is broken until the next key frame.
  void pictureBroken() {
    broken = true;
  }

  void keyFrameCame(long nowNanos) {
    broken = false;
    keyFrameAt = nowNanos;
  }

  /// Whether to ask now; if so, it counts as asked.
  boolean isDue(boolean awaitsFirst, long nowNanos) {
    boolean wanted = awaitsFirst || broken || nowNanos - keyFrameAt >= intervalNanos;
    long pause = awaitsFirst ? UNTIL_FIRST_NANOS : PAUSE_NANOS;
    if (!wanted || askedBefore && nowNanos - askedAt < pause) {
      return false;
    }
    askedBefore = true;
    askedAt = nowNanos;
    return true;
  }
}
