package io.sluice.worker.supervision.testing;

import io.sluice.worker.supervision.RestartPolicy;
import io.sluice.worker.supervision.Supervision;
import io.sluice.worker.supervision.UsageLimits;
import java.time.Duration;

/// Supervision that differs from the usual in one thing.
public final class SupervisionOf {
  private SupervisionOf() {}

  public static Supervision restarts(RestartPolicy policy) {
    Supervision usual = Supervision.USUAL;
    return new Supervision(
        true, policy, usual.staleTimeout(), usual.startTimeout(), UsageLimits.NONE, false);
  }

  public static Supervision noReconnect(Supervision base) {
    return new Supervision(
        false, base.restarts(), base.staleTimeout(), base.startTimeout(), base.limits(), false);
  }

  /// With limits, and no patience with an excess.
  public static Supervision memoryMib(Supervision base, int mib) {
    UsageLimits limits = new UsageLimits(0, mib, Duration.ZERO);
    return new Supervision(
        true, base.restarts(), base.staleTimeout(), base.startTimeout(), limits, false);
  }

  /// With no patience for silence.
  public static Supervision impatient(Supervision base) {
    return timeouts(base, Duration.ofNanos(1), Duration.ofNanos(1));
  }

  public static Supervision timeouts(Supervision base, Duration stale, Duration start) {
    return new Supervision(true, base.restarts(), stale, start, base.limits(), false);
  }

  public static Supervision lowPriority(Supervision base) {
    return new Supervision(
        true, base.restarts(), base.staleTimeout(), base.startTimeout(), base.limits(), true);
  }
}
