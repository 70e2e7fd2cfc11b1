package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.identity.ProcessId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A process after its last transition.
///
/// @param sequence number of that transition, 0 before the first
/// @param changedAt time of that transition
/// @param failures those that count towards quarantine
public record Process(
    ProcessId id,
    long sequence,
    Instant changedAt,
    ProcessState state,
    Outcomes outcomes,
    Failures failures) {

  /// A process of which nothing was heard yet.
  public static Process unknown(ProcessId id) {
    return new Process(
        id, 0, Instant.EPOCH, new ProcessState.Absent(), Outcomes.NONE, Failures.NONE);
  }

  /// This process after one more transition.
  public Process after(List<ProcessEvent> events, Instant now) {
    long next = sequence + 1;
    ProcessState newState = state;
    Outcomes newOutcomes = outcomes;
    Failures newFailures = failures;
    for (ProcessEvent event : events) {
      newFailures = FailureEvolution.evolve(newFailures, newState, event, now);
      newState = ProcessEvolution.evolve(newState, event);
      newOutcomes = OutcomeEvolution.evolve(newOutcomes, event, next);
    }
    return new Process(id, next, now, newState, newOutcomes, newFailures);
  }

  /// The worker that holds it; null when none does.
  public @Nullable Owner owner() {
    return state instanceof ProcessState.Held held ? held.owner() : null;
  }

  /// Where publishers are taken in, and so to be led to; empty while nowhere.
  public Optional<Reception> reception() {
    return switch (state) {
      case Active s when s.endpoint() != null ->
          Optional.of(new Reception(s.owner(), s.endpoint()));
      case Moving s -> Optional.of(s.leaving());
      case Absent _, Waiting _, Assigned _, Active _, Stopping _, Stopped _, Quarantined _ ->
          Optional.empty();
    };
  }

  /// The orchestrator's grouping key; empty when it has none.
  public String reference() {
    return state instanceof ProcessState.Configured configured
        ? configured.config().reference()
        : "";
  }
}
