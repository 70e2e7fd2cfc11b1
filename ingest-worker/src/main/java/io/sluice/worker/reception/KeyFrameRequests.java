package io.sluice.worker.reception;

/// When to ask for a key frame: often until the first, again and again after a loss until one is
/// whole, and otherwise when none came for an interval. WebRTC encoders make no key frame unasked,
/// and only at one can a segment of HLS begin, a fragment of MP4, or a player.
///
/// Thread: one owner.
final class KeyFrameRequests {
  private static final long MILLI = 1_000_000L;

  /// Encoders make none sooner after another (libwebrtc's limit).
  private static final long SHORTEST_PAUSE_NANOS = 300 * MILLI;

  /// Between the requests of two losses.
  private static final long PAUSE_BETWEEN_LOSSES_NANOS = 500 * MILLI;

  private static final long LONGEST_PAUSE_NANOS = 1_000 * MILLI;

  private final long intervalNanos;
  private boolean broken;
  private long keyFrameAt;
  private boolean askedBefore;
  private long askedAt;
  private int asksSinceKeyFrame;

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

  /// The first packet of one is here, perhaps held: no other is asked for while it may become
  /// whole.
  void keyFrameBegan(long nowNanos) {
    if (askedBefore) {
      askedAt = nowNanos;
    }
  }

  /// A whole one came.
  void keyFrameCame(long nowNanos) {
    broken = false;
    keyFrameAt = nowNanos;
    asksSinceKeyFrame = 0;
  }

  /// Whether to ask now; if so, it counts as asked.
  boolean isDue(boolean awaitsFirst, long nowNanos) {
    boolean wanted = awaitsFirst || broken || nowNanos - keyFrameAt >= intervalNanos;
    if (!wanted || (askedBefore && nowNanos - askedAt < pause(awaitsFirst))) {
      return false;
    }
    asksSinceKeyFrame++;
    askedBefore = true;
    askedAt = nowNanos;
    return true;
  }

  private long pause(boolean awaitsFirst) {
    if (awaitsFirst) {
      return SHORTEST_PAUSE_NANOS;
    }
    if (!broken) {
      return LONGEST_PAUSE_NANOS;
    }
    // A request or its answer may be lost; or the path is too slow for one key frame on another.
    return switch (asksSinceKeyFrame) {
      case 0 -> PAUSE_BETWEEN_LOSSES_NANOS;
      case 1 -> SHORTEST_PAUSE_NANOS;
      case 2 -> 2 * SHORTEST_PAUSE_NANOS;
      default -> LONGEST_PAUSE_NANOS;
    };
  }
}
