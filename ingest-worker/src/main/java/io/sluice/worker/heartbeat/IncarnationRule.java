package io.sluice.worker.heartbeat;

import io.sluice.identity.Incarnation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/// Which life of a worker begins now: later than any before, even when its clock went backwards.
public final class IncarnationRule {
  private IncarnationRule() {}

  /// @param lastSeen of the last heartbeat under the same id, if there ever was one
  public static Incarnation next(Instant now, OptionalLong lastSeen) {
    long byClock = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    return new Incarnation(Math.max(byClock, lastSeen.orElse(0) + 1));
  }
}
