package io.sluice.benchmarks.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What is often done: believe the last heartbeats, and take any worker with room (random), or the
/// one with most (least loaded).
final class StalePlacer implements Placer {
  private final List<SimWorker> heard = new ArrayList<>();
  private final Map<SimWorker, Integer> processes = new HashMap<>();
  private final boolean leastLoaded;
  private final Random random;

  StalePlacer(boolean leastLoaded, long seed) {
    this.leastLoaded = leastLoaded;
    this.random = new Random(seed);
  }

  @Override
  public @Nullable SimWorker place(SimProcess process) {
    return leastLoaded ? leastLoaded(process) : anyWithRoom(process);
  }

  @Override
  public void heard(SimWorker worker) {
    if (processes.put(worker, worker.processes) == null) {
      heard.add(worker);
    }
  }

  private @Nullable SimWorker anyWithRoom(SimProcess process) {
    int from = random.nextInt(heard.size());
    for (int i = 0; i < heard.size(); i++) {
      SimWorker worker = heard.get((from + i) % heard.size());
      if (hasRoom(worker, process)) {
        return worker;
      }
    }
    return null;
  }

  private @Nullable SimWorker leastLoaded(SimProcess process) {
    SimWorker best = null;
    double least = Double.MAX_VALUE;
    for (SimWorker worker : heard) {
      double load = processes.getOrDefault(worker, 0) / (double) worker.maxProcesses;
      if (load < least && hasRoom(worker, process)) {
        best = worker;
        least = load;
      }
    }
    return best;
  }

  private boolean hasRoom(SimWorker worker, SimProcess process) {
    return worker.fits(process) && processes.getOrDefault(worker, 0) < worker.maxProcesses;
  }
}
