package io.sluice.worker.supervision;

import java.util.OptionalLong;

/// Whether one start of FFmpeg keeps to one of its limits.
///
/// An excess is told once. It is over when usage falls below nine tenths of the limit, so that one
/// who hovers at the limit does not fill the log. The time above the limit begins anew with each
/// look that finds it kept.
///
/// Thread: one at a time.
public final class LimitWatch {
  private static final int OVER_PERCENT = 90;

  private final LimitKind kind;
  private OptionalLong aboveSinceNanos = OptionalLong.empty();
  private boolean told;

  public LimitWatch(LimitKind kind) {
    this.kind = kind;
  }

  /// @param limits as they stand now
  /// @param nowNanos monotonic
  public LimitVerdict look(Usage usage, UsageLimits limits, long nowNanos) {
    int allowed = limits.allowed(kind);
    int used = usage.of(kind);
    if (allowed == 0 || used <= allowed) {
      aboveSinceNanos = OptionalLong.empty();
      told = told && isNear(used, allowed);
      return new LimitVerdict.Within();
    }
    if (aboveSinceNanos.isEmpty()) {
      aboveSinceNanos = OptionalLong.of(nowNanos);
    }
    if (!told) {
      told = true;
      return new LimitVerdict.Exceeded(kind, used, allowed);
    }
    return nowNanos - aboveSinceNanos.getAsLong() >= limits.patience().toNanos()
        ? new LimitVerdict.TooLong(kind)
        : new LimitVerdict.Within();
  }

  private static boolean isNear(int used, int allowed) {
    return (long) used * 100 >= (long) allowed * OVER_PERCENT && allowed > 0;
  }
}
