package io.sluice.benchmarks.placement;

import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.identity.ProcessId;
import java.util.Map;
import java.util.Set;

/// A process that comes and leaves.
///
/// @param cpu processors that it takes, in shares of what a worker has for one process
/// @param zone that its worker must be in; empty for any
record SimProcess(ProcessId id, double cpu, String zone, long endsAtMillis) {
  Demand demand() {
    PlacementWish wish =
        zone.isEmpty()
            ? PlacementWish.NOTHING
            : new PlacementWish(Map.of("zone", zone), Map.of(), PlacementWish.NONE);
    return new Demand(true, Set.of(), "", wish);
  }
}
