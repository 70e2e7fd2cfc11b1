package io.sluice.controlplane.process;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.Placement;
import io.sluice.controlplane.placement.PlacementChoice;
import io.sluice.controlplane.process.ProcessEvent.InputRefused;
import io.sluice.controlplane.process.ProcessInput.Command;
import io.sluice.controlplane.process.ProcessInput.Observation;
import io.sluice.controlplane.process.ProcessInput.PlacementDue;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.StopProcess;
import io.sluice.controlplane.process.ProcessInput.Unreadable;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.ProcessInput.WorkerRestarted;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.controlplane.process.WorkerFact.ProcessTornDown;
import java.util.List;

/// What one process does with each input. Pure: no clock, no I/O, no randomness. Every input gives
/// exactly one decision; refusing and ignoring are decisions too.
public final class ProcessDecider {
  /// Reason of every refusal of something that could not be read.
  public static final String UNREADABLE = "UNREADABLE";

  private ProcessDecider() {}

  public static Decision decide(Process process, ProcessInput input, Circumstances circumstances) {
    Placing placing = new Placing(circumstances.candidates());
    List<ProcessEvent> events =
        switch (input) {
          case Command command -> CommandDecider.decide(process, command, placing);
          case WorkerFact fact -> FactDecider.decide(process.state(), fact, placing);
          case Observation seen -> ObservationDecider.decide(process.state(), seen, placing);
          case Unreadable unreadable ->
              List.of(new InputRefused(UNREADABLE, null, unreadable.problem()));
        };
    return new Decision(events, process.after(events, circumstances.now()));
  }

  /// Whether `input` may place the process, so that the workers on offer must come with it.
  public static boolean mayPlace(ProcessState state, ProcessInput input) {
    return switch (input) {
      case StartProcess _ -> isStartable(state);
      case PlacementDue _ -> state instanceof Waiting;
      case WorkerLost _, ProcessTornDown _ -> isHeld(state);
      case StopProcess _, WorkerRestarted _, Unreadable _, WorkerFact _ -> false;
    };
  }

  /// Whether the process waits and one of `candidates` can take it.
  public static boolean couldPlace(ProcessState state, List<Candidate> candidates) {
    return state instanceof Waiting waiting
        && PlacementChoice.choose(candidates, Placing.demand(waiting.config()))
            instanceof Placement.Chosen;
  }

  private static boolean isStartable(ProcessState state) {
    return switch (state) {
      case Absent _, Stopped _ -> true;
      case Waiting _, Assigned _, Active _, Stopping _ -> false;
    };
  }

  private static boolean isHeld(ProcessState state) {
    return switch (state) {
      case Assigned _, Active _ -> true;
      case Absent _, Waiting _, Stopping _, Stopped _ -> false;
    };
  }
}
