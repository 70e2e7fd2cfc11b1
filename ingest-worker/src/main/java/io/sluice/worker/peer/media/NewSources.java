package io.sluice.worker.peer.media;

import org.jspecify.annotations.Nullable;

/// How often a session may try an SSRC it has not heard from: keys are derived for each before it
/// can be told that the packet is forged, which takes hundreds of times as long as dropping it.
///
/// Who forges the publisher's address must not use up the tries of a source that is really new:
/// once half of them are gone, only an SSRC that has come before is tried, and none that has just
/// failed. Whoever is not on the path cannot know the one that the publisher repeats.
///
/// Sources that the offer names have their keys already, and are not held up by this.
///
/// Thread: the event loop.
final class NewSources {
  private static final int MOST_AT_ONCE = 8;
  private static final int CALM = MOST_AT_ONCE / 2;
  private static final long NANOS_PER_TRY = 125_000_000L;

  /// Far more than strangers send between two packets of one picture.
  private static final int REMEMBERED_BITS = 10;

  /// A true source's packet that failed was damaged on its way: its next one is as good.
  private static final long RETRY_NANOS = 1_000_000_000L;

  private int left = MOST_AT_ONCE;
  private long earnedAt;

  /// SSRCs that came while few tries were left, each in the place that its bits give it.
  private int @Nullable [] seen;

  /// Those of them that were tried, and when.
  private long @Nullable [] triedAt;

  /// If so, it counts as tried.
  boolean mayTry(int ssrc, long nowNanos) {
    earn(nowNanos);
    if (left == 0 || (left <= CALM && !recurs(ssrc, nowNanos))) {
      return false;
    }
    left--;
    return true;
  }

  private void earn(long nowNanos) {
    if (left == MOST_AT_ONCE) {
      earnedAt = nowNanos;
    }
    long earned = (nowNanos - earnedAt) / NANOS_PER_TRY;
    earnedAt += earned * NANOS_PER_TRY;
    left = (int) Math.min(MOST_AT_ONCE, left + earned);
  }

  private boolean recurs(int ssrc, long nowNanos) {
    if (seen == null || triedAt == null) {
      seen = new int[1 << REMEMBERED_BITS];
      triedAt = new long[1 << REMEMBERED_BITS];
    }
    int place = (ssrc * 0x9E37_79B9) >>> (Integer.SIZE - REMEMBERED_BITS);
    if (seen[place] != ssrc) {
      seen[place] = ssrc;
      triedAt[place] = 0;
      return false;
    }
    if (triedAt[place] != 0 && nowNanos - triedAt[place] < RETRY_NANOS) {
      return false;
    }
    triedAt[place] = nowNanos == 0 ? 1 : nowNanos;
    return true;
  }
}
