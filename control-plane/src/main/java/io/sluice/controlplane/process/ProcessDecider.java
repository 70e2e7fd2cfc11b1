package io.sluice.controlplane.process;

import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.Offer;
import io.sluice.controlplane.placement.Placement;
import io.sluice.controlplane.placement.PlacementChoice;
import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.InputRefused;
import io.sluice.controlplane.process.ProcessInput.Command;
import io.sluice.controlplane.process.ProcessInput.DrainDue;
import io.sluice.controlplane.process.ProcessInput.Observation;
import io.sluice.controlplane.process.ProcessInput.PlacementDue;
import io.sluice.controlplane.process.ProcessInput.ReleaseProcess;
import io.sluice.controlplane.process.ProcessInput.RestartProcess;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.StopProcess;
import io.sluice.controlplane.process.ProcessInput.Unreadable;
import io.sluice.controlplane.process.ProcessInput.UpdateProcess;
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
import io.sluice.controlplane.process.WorkerFact.ProcessTornDown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one process does with each input. Pure: no clock, no I/O, no randomness. Every input gives
/// exactly one decision; refusing and ignoring are decisions too.
public final class ProcessDecider {
  /// Reason of every refusal of something that could not be read.
  public static final String UNREADABLE = "UNREADABLE";

  private static final Duration REASON_STANDS = Duration.ofSeconds(5);
  private static final Duration DETAIL_STANDS = Duration.ofMinutes(1);

  private ProcessDecider() {}

  public static Decision decide(Process process, ProcessInput input, Circumstances circumstances) {
    Placing placing = new Placing(circumstances.offer());
    List<ProcessEvent> events =
        switch (input) {
          case Command command ->
              CommandDecider.decide(process, command, placing, circumstances.addressLists());
          case WorkerFact fact -> FactDecider.decide(process, fact, circumstances.now(), placing);
          case Observation seen ->
              ObservationDecider.decide(process.state(), seen, circumstances.now(), placing);
          case Unreadable unreadable ->
              List.of(new InputRefused(UNREADABLE, null, unreadable.problem()));
        };
    return new Decision(events, process.after(events, circumstances.now()));
  }

  /// Whether `input` may place the process, so that the workers on offer must come with it.
  public static boolean mayPlace(ProcessState state, ProcessInput input) {
    return switch (input) {
      case StartProcess _ -> isStartable(state);
      case UpdateProcess _ -> isUpdatable(state);
      case RestartProcess _, ReleaseProcess _ -> state instanceof Quarantined;
      case PlacementDue _ -> state instanceof Waiting;
      case WorkerLost _, DrainDue _, ProcessTornDown _ -> isHeld(state);
      case StopProcess _, WorkerRestarted _, Unreadable _, WorkerFact _ -> false;
    };
  }

  /// Whether `input` brings a configuration, so that the lists of addresses must come with it.
  public static boolean bringsConfiguration(ProcessInput input) {
    return input instanceof StartProcess || input instanceof UpdateProcess;
  }

  /// What the process, if `input` places it, asks of its worker; empty when it would be refused.
  public static Optional<Demand> demand(ProcessState state, ProcessInput input) {
    return switch (input) {
      case StartProcess start -> Optional.of(Placing.demand(start.config().withDefaults()));
      case UpdateProcess update -> Optional.of(Placing.demand(update.config().withDefaults()));
      case RestartProcess _, ReleaseProcess _ ->
          state instanceof Quarantined s ? Optional.of(Placing.demand(s.config())) : demand(state);
      case StopProcess _, WorkerFact _, Observation _, Unreadable _ -> demand(state);
    };
  }

  /// What the process asks of a worker; empty when it is not to run.
  public static Optional<Demand> demand(ProcessState state) {
    return switch (state) {
      case Waiting s -> Optional.of(Placing.demand(s.config()));
      case Assigned s -> Optional.of(Placing.demand(s.config()));
      case Active s -> Optional.of(Placing.demand(s.config()));
      case Moving s -> Optional.of(Placing.demand(s.config()));
      case Absent _, Stopping _, Stopped _, Quarantined _ -> Optional.empty();
    };
  }

  /// Whether the process waits and a worker of `offer` can take it.
  public static boolean couldPlace(ProcessState state, Offer offer) {
    return state instanceof Waiting waiting
        && PlacementChoice.choose(offer, Placing.demand(waiting.config()))
            instanceof Placement.Chosen;
  }

  /// Whether the process waits for another reason than was last said. Counts change all the time in
  /// a large fleet: they are said again after a while only, or the history would fill with them.
  public static boolean waitsOtherwise(Process process, Offer offer, Instant now) {
    return process.state() instanceof Waiting waiting
        && PlacementChoice.choose(offer, Placing.demand(waiting.config()))
            instanceof Placement.Nowhere(var shortage, var detail)
        && !detail.equals(waiting.detail())
        && Duration.between(process.changedAt(), now)
                .compareTo(shortage.name().equals(waiting.reason()) ? DETAIL_STANDS : REASON_STANDS)
            >= 0;
  }

  /// Whether it can be time for the process to leave a worker that is being drained; whether it
  /// does depends on the workers on offer.
  public static boolean mayLeave(ProcessState state, DrainDue due, Instant now) {
    return DrainDecider.mayBeTime(state, due, now);
  }

  /// Whether the process leaves a worker that is being drained.
  public static boolean leaves(ProcessState state, DrainDue due, Instant now, Offer offer) {
    return DrainDecider.decide(state, due, now, new Placing(offer)).stream()
        .noneMatch(FactIgnored.class::isInstance);
  }

  private static boolean isStartable(ProcessState state) {
    return switch (state) {
      case Absent _, Stopped _ -> true;
      case Waiting _, Assigned _, Active _, Moving _, Stopping _, Quarantined _ -> false;
    };
  }

  private static boolean isUpdatable(ProcessState state) {
    return switch (state) {
      case Waiting _, Assigned _, Active _, Moving _, Quarantined _ -> true;
      case Absent _, Stopping _, Stopped _ -> false;
    };
  }

  private static boolean isHeld(ProcessState state) {
    return switch (state) {
      case Assigned _, Active _, Moving _ -> true;
      case Absent _, Waiting _, Stopping _, Stopped _, Quarantined _ -> false;
    };
  }
}
