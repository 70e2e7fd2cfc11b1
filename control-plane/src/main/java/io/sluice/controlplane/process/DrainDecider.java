package io.sluice.controlplane.process;

import static io.sluice.controlplane.process.FactDecider.ignored;

import io.sluice.controlplane.process.ProcessEvent.Ignored;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.MoveCutShort;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessInput.DrainDue;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Held;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Takes a process away from a worker that is being drained: at once while nobody publishes, at the
/// deadline in any case. Who takes publishers in goes on doing so until the other worker is ready.
final class DrainDecider {
  /// So long after the deadline a new owner may take to make ready.
  static final Duration MAKING_READY = Duration.ofSeconds(10);

  private DrainDecider() {}

  private enum Haste {
    NOT_YET,
    WHEN_ANOTHER_CAN,
    IN_ANY_CASE
  }

  /// Whether it can be time for the process to leave, depending on the workers on offer.
  static boolean mayBeTime(ProcessState state, DrainDue due, Instant now) {
    return haste(state, due, now) != Haste.NOT_YET;
  }

  private static Haste haste(ProcessState state, DrainDue due, Instant now) {
    boolean isOver = !now.isBefore(due.deadline());
    return switch (state) {
      case Active s when isDrained(s.owner(), due) && s.publisher() != null ->
          isOver ? Haste.IN_ANY_CASE : Haste.NOT_YET;
      case Held s when isDrained(s.owner(), due) && !(s instanceof Stopping) ->
          isOver ? Haste.IN_ANY_CASE : Haste.WHEN_ANOTHER_CAN;
      case Moving s
          when isDrained(s.leaving().owner(), due)
              && !now.isBefore(due.deadline().plus(MAKING_READY)) ->
          Haste.IN_ANY_CASE;
      case Absent _, Waiting _, Held _, Stopped _, Quarantined _ -> Haste.NOT_YET;
    };
  }

  static List<ProcessEvent> decide(ProcessState state, DrainDue due, Instant now, Placing placing) {
    Haste haste = haste(state, due, now);
    if (haste == Haste.NOT_YET) {
      return ignored(Ignored.NOT_EXPECTED, "the process has not to leave that worker now");
    }
    Placing others = placing.without(due.workerId());
    Optional<List<ProcessEvent>> leaves =
        switch (state) {
          case Moving s when !isDrained(s.owner(), due) ->
              Optional.of(List.of(new MoveCutShort(due.workerId(), Loss.DRAINED)));
          case Moving s ->
              others.without(s.leaving().owner().workerId()).move(s, s.leaving()).map(List::of);
          case Active s when s.endpoint() != null ->
              others.move(s, new Reception(s.owner(), s.endpoint())).map(List::of);
          // Two FFmpegs that read inputs of their own would both write.
          case Assigned s -> replaced(s, others);
          case Active s -> replaced(s, others);
          case Absent _, Waiting _, Stopping _, Stopped _, Quarantined _ -> Optional.empty();
        };
    return leaves.orElseGet(() ->
        haste == Haste.IN_ANY_CASE
            ? lost((Held) state, others)
            : ignored(Ignored.NOT_EXPECTED, "no other worker can take the process yet"));
  }

  private static Optional<List<ProcessEvent>> replaced(Held state, Placing others) {
    return others.canPlace(state.config()) ? Optional.of(lost(state, others)) : Optional.empty();
  }

  private static List<ProcessEvent> lost(Held state, Placing others) {
    return List.of(
        new PlacementLost(Loss.DRAINED, state.owner().generation()),
        others.place(state.config(), state.owner().generation()));
  }

  private static boolean isDrained(Owner owner, DrainDue due) {
    return owner.workerId().equals(due.workerId());
  }
}
