package io.sluice.controlplane.decisions;

import io.sluice.controlplane.decisions.PartitionProcesses.Holder;
import io.sluice.controlplane.fleet.Fleet;
import io.sluice.controlplane.fleet.Standing;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.ProcessInput.Observation;
import io.sluice.controlplane.process.ProcessInput.PlacementDue;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.ProcessInput.WorkerRestarted;
import io.sluice.controlplane.process.ProcessState;
import io.sluice.identity.ProcessId;
import java.time.Duration;
import java.util.function.BiConsumer;

/// Notices what nobody reports: workers that are lost or back, and room for those that wait. Does a
/// bounded amount a tick; the rest comes with the next.
///
/// Thread: confined to the loop's.
final class ObservationSource {
  static final int MAX_PER_TICK = 200;

  private final PartitionProcesses processes;
  private final Fleet fleet;
  private final BiConsumer<ProcessId, ProcessInput> decide;

  ObservationSource(
      PartitionProcesses processes, Fleet fleet, BiConsumer<ProcessId, ProcessInput> decide) {
    this.processes = processes;
    this.fleet = fleet;
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
      case Standing.Alive _ -> 0;
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

  /// Only those that a worker can take are told, or the history would fill with attempts in vain.
  private void placeWaiting(int limit) {
    for (ProcessId id : processes.waiting(limit)) {
      if (isPlaceable(processes.get(id).state())) {
        decide.accept(id, new PlacementDue());
      } else {
        processes.lookAtLater(id);
      }
    }
  }

  private boolean isPlaceable(ProcessState state) {
    return ProcessDecider.demand(state)
        .map(demand -> ProcessDecider.couldPlace(state, fleet.offer(demand)))
        .orElse(false);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
