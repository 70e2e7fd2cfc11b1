package io.sluice.controlplane.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What counts towards quarantine, oldest first: the failures on every worker and in every
/// generation since the process was last started, updated, restarted or released.
public record Failures(List<Failure> counted) {
  public static final Failures NONE = new Failures(List.of());

  public Failures {
    counted = List.copyOf(counted);
  }

  /// With one more, and without those that are older than the window.
  Failures with(Failure failure, Supervision supervision) {
    Instant oldest = failure.at().minus(supervision.quarantineWindow());
    List<Failure> all = new ArrayList<>();
    counted.stream().filter(known -> !known.at().isBefore(oldest)).forEach(all::add);
    all.add(failure);
    int limit = supervision.quarantineFailures();
    return new Failures(all.subList(Math.max(0, all.size() - limit), all.size()));
  }

  boolean areTooMany(Supervision supervision) {
    return counted.size() >= supervision.quarantineFailures();
  }
}
