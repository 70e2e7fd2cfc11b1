package io.sluice.benchmarks.placement;

import io.sluice.controlplane.fleet.Fleet;
import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.Placement;
import io.sluice.controlplane.placement.PlacementChoice;
import io.sluice.identity.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The control plane's own classes.
final class SluicePlacer implements Placer {
  private final Map<WorkerId, SimWorker> workers;
  private final Fleet fleet;
  private long millis;

  SluicePlacer(Map<WorkerId, SimWorker> workers, long seed) {
    this.workers = workers;
    this.fleet =
        new Fleet(
            Duration.ofSeconds(6),
            () -> millis * 1_000_000,
            () -> Instant.EPOCH.plusMillis(millis),
            new SplittableRandom(seed));
    fleet.caughtUp();
  }

  @Override
  public @Nullable SimWorker place(SimProcess process) {
    Demand demand = process.demand();
    return PlacementChoice.choose(fleet.offer(demand), demand)
            instanceof Placement.Chosen(var candidate)
        ? workers.get(candidate.workerId())
        : null;
  }

  @Override
  public void heard(SimWorker worker) {
    fleet.heard(worker.heartbeat(Instant.EPOCH.plusMillis(millis)));
  }

  @Override
  public void placed(SimProcess process, SimWorker worker) {
    fleet.holds(process.id(), 1, worker.id, "");
  }

  @Override
  public void left(SimProcess process) {
    fleet.holds(process.id(), 2, null, "");
  }

  @Override
  public void now(long millis) {
    this.millis = millis;
    fleet.kafkaAnswered();
  }
}
