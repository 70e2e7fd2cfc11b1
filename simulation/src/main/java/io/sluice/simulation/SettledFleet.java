package io.sluice.simulation;

import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessState;
import io.sluice.schemas.Route;
import io.sluice.simulation.controlplane.SimControlPlane;
import io.sluice.simulation.rules.Auditor;
import io.sluice.simulation.rules.BrokenRuleException;
import io.sluice.simulation.worker.SimWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How a fleet must be after it was left in peace: nothing lost, nothing left over, and everybody
/// agrees.
final class SettledFleet {
  private static final int PORTS_A_LEASE = 4;

  private static final Duration TO_DECIDE = Duration.ofSeconds(5);

  private SettledFleet() {}

  static void check(World world) {
    Auditor auditor = world.auditor();
    auditor.inputs().checkAllDecidedFrom(world.wallTime().minus(TO_DECIDE));
    auditor.history().commands().checkAllAnswered();
    auditor.workers().checkRunsWhatItShould();
    auditor.history().processes().forEach(process -> checkAtRest(process, world));
    world.workers().forEach(worker -> checkLeases(worker, auditor));
    world.workers().forEach(worker -> checkDrained(worker, world));
    List<Route> routes = new ArrayList<>(auditor.publications().routes().values());
    for (SimControlPlane controlPlane : world.controlPlanes()) {
      BrokenRuleException.unless(
          routes.equals(new ArrayList<>(controlPlane.routes())),
          "routes",
          "%s leads publishers by %s and not by %s",
          controlPlane.node().name(),
          controlPlane.routes(),
          routes);
    }
  }

  /// A process runs, or waits because no worker has room, or has ended.
  private static void checkAtRest(Process process, World world) {
    List<SimWorker> workers = world.workers();
    boolean isAtRest =
        switch (process.state()) {
          case ProcessState.Absent _,
              ProcessState.Active _,
              ProcessState.Stopped _,
              ProcessState.Quarantined _ ->
              true;
          case ProcessState.Waiting _ ->
              workers.stream()
                  .filter(w -> !world.operator().drains(w.id()))
                  .noneMatch(w -> w.processes() < SimWorker.MAX_PROCESSES && w.freeLeases() > 0);
          // Control planes that decide at the same time may overfill a worker: it waits for a
          // lease.
          case ProcessState.Assigned s -> waitsForALease(s.owner(), workers);
          case ProcessState.Moving s -> waitsForALease(s.owner(), workers);
          case ProcessState.Stopping _ -> false;
        };
    BrokenRuleException.unless(isAtRest, "rule 6", "%s does not come to rest", process);
  }

  private static boolean waitsForALease(Owner owner, List<SimWorker> workers) {
    return workers.stream().anyMatch(w -> w.id().equals(owner.workerId()) && w.freeLeases() == 0);
  }

  /// A drain ends.
  private static void checkDrained(SimWorker worker, World world) {
    BrokenRuleException.unless(
        worker.processes() == 0 || !world.operator().drains(worker.id()),
        "drain",
        "%s still holds %s processes, and its deadline is over",
        worker.id(),
        worker.processes());
  }

  private static void checkLeases(SimWorker worker, Auditor auditor) {
    int held = auditor.workers().portsHeld(worker.id()) / PORTS_A_LEASE;
    BrokenRuleException.unless(
        worker.freeLeases() + held == SimWorker.LEASES,
        "rule 8",
        "%s holds %s leases and has %s of %s left",
        worker.id(),
        held,
        worker.freeLeases(),
        SimWorker.LEASES);
  }
}
