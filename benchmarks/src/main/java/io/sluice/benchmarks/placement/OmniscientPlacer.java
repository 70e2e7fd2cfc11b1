package io.sluice.benchmarks.placement;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Knows every worker as it is at this moment: what no control plane can do better than.
record OmniscientPlacer(Collection<SimWorker> workers) implements Placer {
  @Override
  public @Nullable SimWorker place(SimProcess process) {
    SimWorker best = null;
    double least = Double.MAX_VALUE;
    for (SimWorker worker : workers) {
      double load = worker.utilisation() + worker.cpuLoad();
      if (load < least && worker.hasRoomFor(process)) {
        best = worker;
        least = load;
      }
    }
    return best;
  }
}
