package io.sluice.controlplane.process;

import static io.sluice.controlplane.process.FactDecider.ignored;

import io.sluice.controlplane.process.ProcessEvent.Ignored;
import io.sluice.controlplane.process.ProcessEvent.IncarnationChanged;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.MoveCutShort;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.StopReason;
import io.sluice.controlplane.process.ProcessInput.DrainDue;
import io.sluice.controlplane.process.ProcessInput.Observation;
import io.sluice.controlplane.process.ProcessInput.PlacementDue;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.ProcessInput.WorkerRestarted;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.identity.WorkerId;
import java.time.Instant;
import java.util.List;

/// What follows when a worker is lost or back, or when there is room again (rule 6).
final class ObservationDecider {
  private ObservationDecider() {}

  static List<ProcessEvent> decide(
      ProcessState state, Observation observation, Instant now, Placing placing) {
    return switch (observation) {
      case WorkerLost lost -> lost(state, lost, placing);
      case WorkerRestarted restarted -> restarted(state, restarted);
      case PlacementDue _ -> placementDue(state, placing);
      case DrainDue due -> DrainDecider.decide(state, due, now, placing);
    };
  }

  private static List<ProcessEvent> lost(ProcessState state, WorkerLost lost, Placing placing) {
    return switch (state) {
      case Assigned s -> lost(s.config(), s.owner(), lost, placing);
      case Active s -> lost(s.config(), s.owner(), lost, placing);
      case Moving s when isOver(s.owner(), lost) -> placing.moveOn(s, Loss.WORKER_LOST);
      case Moving s when isOver(s.leaving().owner(), lost) -> cutShort(s);
      case Moving s -> notConcerned(s.owner(), lost.workerId());
      case Stopping s when isOver(s.owner(), lost) ->
          List.of(new ProcessStopped(StopReason.WORKER_LOST, true));
      case Stopping s -> notConcerned(s.owner(), lost.workerId());
      case Absent _, Waiting _, Stopped _, Quarantined _ -> ownerless();
    };
  }

  private static List<ProcessEvent> lost(
      ProcessConfig config, Owner owner, WorkerLost lost, Placing placing) {
    return isOver(owner, lost)
        ? placing.placeAgain(config, owner, Loss.WORKER_LOST)
        : notConcerned(owner, lost.workerId());
  }

  /// Publishers must not be led to what is gone.
  private static List<ProcessEvent> cutShort(Moving state) {
    return List.of(new MoveCutShort(state.leaving().owner().workerId(), Loss.WORKER_LOST));
  }

  private static boolean isOver(Owner owner, WorkerLost lost) {
    return owner.workerId().equals(lost.workerId())
        && !lost.incarnation().isOlderThan(owner.incarnation());
  }

  private static List<ProcessEvent> restarted(ProcessState state, WorkerRestarted restarted) {
    return switch (state) {
      case Assigned s when isNewLife(s.owner(), restarted) -> reborn(restarted);
      case Active s when isNewLife(s.owner(), restarted) -> reborn(restarted);
      case Moving s when isNewLife(s.owner(), restarted) -> reborn(restarted);
      case Moving s when isNewLife(s.leaving().owner(), restarted) -> cutShort(s);
      // The new life finds no assignment, and will never report the end of what it never ran.
      case Stopping s when isNewLife(s.owner(), restarted) ->
          List.of(new ProcessStopped(StopReason.WORKER_LOST, true));
      case Assigned s -> notConcerned(s.owner(), restarted.workerId());
      case Active s -> notConcerned(s.owner(), restarted.workerId());
      case Moving s -> notConcerned(s.owner(), restarted.workerId());
      case Stopping s -> notConcerned(s.owner(), restarted.workerId());
      case Absent _, Waiting _, Stopped _, Quarantined _ -> ownerless();
    };
  }

  private static boolean isNewLife(Owner owner, WorkerRestarted restarted) {
    return owner.workerId().equals(restarted.workerId())
        && owner.incarnation().isOlderThan(restarted.incarnation());
  }

  private static List<ProcessEvent> reborn(WorkerRestarted restarted) {
    return List.of(new IncarnationChanged(restarted.workerId(), restarted.incarnation()));
  }

  private static List<ProcessEvent> placementDue(ProcessState state, Placing placing) {
    return switch (state) {
      case Waiting waiting -> List.of(placing.place(waiting.config(), waiting.lastGeneration()));
      case Absent _, Assigned _, Active _, Moving _, Stopping _, Stopped _, Quarantined _ ->
          ignored(Ignored.NOT_EXPECTED, "the process does not wait");
    };
  }

  private static List<ProcessEvent> notConcerned(Owner owner, WorkerId worker) {
    return owner.workerId().equals(worker)
        ? ignored(Ignored.OLD_INCARNATION, "the process is held in a later life of the worker")
        : ignored(Ignored.WRONG_WORKER, "another worker holds the process");
  }

  private static List<ProcessEvent> ownerless() {
    return ignored(Ignored.NOT_EXPECTED, "no worker holds the process");
  }
}
