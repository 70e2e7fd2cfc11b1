package io.sluice.whip.limits;

/// How many requests one sender may make.
///
/// @param perSecond in the long run
/// @param burst at once, after a pause
public record RequestRate(int perSecond, int burst) {
  public RequestRate {
    if (perSecond < 1 || burst < 1) {
      throw new IllegalArgumentException("a rate of requests must be at least 1");
    }
  }
}
