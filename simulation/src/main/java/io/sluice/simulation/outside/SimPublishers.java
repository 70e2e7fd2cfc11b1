package io.sluice.simulation.outside;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Route;
import io.sluice.simulation.controlplane.SimControlPlane;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Node;
import io.sluice.simulation.worker.SimWorker;
import java.util.List;
import java.util.Optional;

/// Publishers who try the public URL of any process at any control plane.
public final class SimPublishers {
  private static final int LOST = 20;

  private final Node node;
  private final Chance chance;
  private final List<ProcessId> processes;
  private final List<SimControlPlane> controlPlanes;
  private final List<SimWorker> workers;
  private final int pauseMillis;
  private int sessions;
  private int accepted;

  /// @param pauseMillis between publishers, on average
  public SimPublishers(
      Node node,
      Chance chance,
      List<ProcessId> processes,
      List<SimControlPlane> controlPlanes,
      List<SimWorker> workers,
      int pauseMillis) {
    this.node = node;
    this.chance = chance;
    this.processes = processes;
    this.controlPlanes = controlPlanes;
    this.workers = workers;
    this.pauseMillis = pauseMillis;
  }

  public void start() {
    node.begin();
    node.nowAndThen(chance, pauseMillis, () -> true, this::come);
  }

  private void come() {
    SimControlPlane gateway = chance.oneOf(controlPlanes);
    ProcessId process = chance.oneOf(processes);
    if (gateway.node().isAlive() && !chance.oneIn(LOST)) {
      gateway.route(process.value()).ifPresent(route -> post(process, route));
    }
  }

  private void post(ProcessId process, Route route) {
    String session = "s%07d".formatted(++sessions);
    node.after(
        chance.millis(1, 200),
        () -> {
          Optional<Generation> taken = atOwner(route).map(w -> w.post(process, session));
          if (taken.isPresent()) {
            accepted++;
            node.note(session + " publishes " + process + " in " + taken.get());
          }
        });
  }

  private Optional<SimWorker> atOwner(Route route) {
    return workers.stream()
        .filter(w -> w.id().value().equals(route.getWorkerId()) && w.node().isAlive())
        .findFirst();
  }

  public int accepted() {
    return accepted;
  }
}
