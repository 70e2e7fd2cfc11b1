package io.sluice.controlplane.decisions;

import io.sluice.controlplane.decisions.PartitionProcesses.Holder;
import io.sluice.controlplane.fleet.Fleet;
import io.sluice.controlplane.fleet.Standing;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.ProcessInput.DrainDue;
import io.sluice.controlplane.process.ProcessInput.Observation;
import io.sluice.controlplane.process.ProcessInput.PlacementDue;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.ProcessInput.WorkerRestarted;
import io.sluice.controlplane.process.ProcessState;
import io.sluice.identity.ProcessId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/// Notices what nobody reports: workers that are lost or back or are being drained, and room for
/// those that wait. Does a bounded amount a tick; the rest comes with the next.
///
/// Thread: confined to the loop's.
final class ObservationSource {
  static final int MAX_PER_TICK = 200;
  private static final int MAX_IN_VAIN = 20;

  private final PartitionProcesses processes;
  private final Fleet fleet;
  private final InstantSource clock;
  private final BiConsumer<ProcessId, ProcessInput> decide;

  ObservationSource(
      PartitionProcesses processes,
      Fleet fleet,
      InstantSource clock,
      BiConsumer<ProcessId, ProcessInput> decide) {
    this.processes = processes;
    this.fleet = fleet;
    this.clock = clock;
    this.decide = decide;
  }

  void tick() {
    int left = MAX_PER_TICK;
    for (Holder holder : processes.holders()) {
      if (left > 0) {
        left -= look(holder, left);
      }
    }
    placeWaiting(left);
  }

  private int look(Holder holder, int limit) {
    return switch (fleet.standing(holder.workerId(), holder.incarnation())) {
      case Standing.Alive _ ->
          fleet.drainDeadline(holder.workerId()).map(by -> drain(holder, by, limit)).orElse(0);
      case Standing.Restarted(var incarnation) ->
          tell(holder, limit, new WorkerRestarted(holder.workerId(), incarnation));
      case Standing.Lost(Duration silent) ->
          tell(
              holder,
              limit,
              new WorkerLost(holder.workerId(), holder.incarnation(), micros(silent)));
    };
  }

  private int tell(Holder holder, int limit, Observation observation) {
    var held = processes.heldBy(holder, limit);
    held.forEach(id -> decide.accept(id, observation));
    return held.size();
  }

  /// Only those that leave are told, and only so many are looked at in vain: whether another worker
  /// can take one is not found out for nothing.
  private int drain(Holder holder, Instant deadline, int limit) {
    DrainDue due = new DrainDue(holder.workerId(), deadline);
    int told = 0;
    int inVain = 0;
    for (ProcessId id : processes.heldBy(holder)) {
      if (told == limit || inVain == MAX_IN_VAIN) {
        break;
      }
      ProcessState state = processes.get(id).state();
      if (!ProcessDecider.mayLeave(state, due, clock.instant())) {
        continue;
      }
      if (leaves(state, due)) {
        decide.accept(id, due);
        told++;
      } else {
        processes.lookAtLater(holder, id);
        inVain++;
      }
    }
    return told;
  }

  private boolean leaves(ProcessState state, DrainDue due) {
    return ProcessDecider.demand(state)
        .map(fleet::offer)
        .filter(offer -> ProcessDecider.leaves(state, due, clock.instant(), offer))
        .isPresent();
  }

  /// Only those that a worker can take, or that wait for another reason now, are told, or the
  /// history would fill with attempts in vain.
  private void placeWaiting(int limit) {
    for (ProcessId id : processes.waiting(limit)) {
      if (isDue(processes.get(id))) {
        decide.accept(id, new PlacementDue());
      } else {
        processes.lookAtLater(id);
      }
    }
  }

  private boolean isDue(Process process) {
    return ProcessDecider.demand(process.state())
        .map(fleet::offer)
        .filter(offer ->
            ProcessDecider.couldPlace(process.state(), offer)
                || ProcessDecider.waitsOtherwise(process, offer, clock.instant()))
        .isPresent();
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
