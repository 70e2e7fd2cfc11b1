package io.sluice.controlplane.placement;

import io.sluice.identity.WorkerId;
import java.util.Set;

/// What a process asks of a worker.
///
/// @param lease whether it needs a lease of UDP ports
/// @param excluded workers that must not get it, such as the one that just gave it up
public record Demand(boolean lease, Set<WorkerId> excluded) {
  public Demand {
    excluded = Set.copyOf(excluded);
  }

  boolean isMetBy(Candidate candidate) {
    return !excluded.contains(candidate.workerId())
        && candidate.freeProcesses() > 0
        && (!lease || candidate.freeLeases() > 0);
  }
}
