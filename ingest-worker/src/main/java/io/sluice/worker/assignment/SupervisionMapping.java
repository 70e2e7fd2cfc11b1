package io.sluice.worker.assignment;

import io.sluice.worker.supervision.RestartPolicy;
import io.sluice.worker.supervision.Supervision;
import io.sluice.worker.supervision.UsageLimits;
import java.time.Duration;

/// How an FFmpeg is to be watched, with each zero as its default.
final class SupervisionMapping {
  private SupervisionMapping() {}

  static Supervision of(io.sluice.schemas.Supervision told) {
    return new Supervision(
        told.getReconnect(),
        restarts(told),
        orUsual(told.getStaleTimeoutMillis(), Supervision.USUAL.staleTimeout()),
        orUsual(told.getStartTimeoutMillis(), Supervision.USUAL.startTimeout()),
        new UsageLimits(
            Math.max(0, told.getCpuPercent()),
            Math.max(0, told.getMemoryMib()),
            orUsual(told.getLimitWaitMillis(), UsageLimits.USUAL_PATIENCE)),
        told.getLowPriority());
  }

  private static RestartPolicy restarts(io.sluice.schemas.Supervision told) {
    RestartPolicy usual = RestartPolicy.USUAL;
    Duration first = orUsual(told.getReconnectDelayMillis(), usual.first());
    Duration cap = orUsual(told.getReconnectDelayMaxMillis(), usual.cap());
    // The decider refuses a cap below the first pause; here the longer one holds.
    return usual.between(first, cap.compareTo(first) < 0 ? first : cap);
  }

  private static Duration orUsual(long millis, Duration usual) {
    return millis <= 0 ? usual : Duration.ofMillis(millis);
  }
}
