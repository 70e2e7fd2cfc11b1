package io.sluice.controlplane.process;

import io.sluice.identity.ProcessId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A process after its last transition.
///
/// @param sequence number of that transition, 0 before the first
/// @param changedAt time of that transition
public record Process(
    ProcessId id, long sequence, Instant changedAt, ProcessState state, Outcomes outcomes) {

  /// A process of which nothing was heard yet.
  public static Process unknown(ProcessId id) {
    return new Process(id, 0, Instant.EPOCH, new ProcessState.Absent(), Outcomes.NONE);
  }

  /// This process after one more transition.
  public Process after(List<ProcessEvent> events, Instant now) {
    long next = sequence + 1;
    ProcessState newState = state;
    Outcomes newOutcomes = outcomes;
    for (ProcessEvent event : events) {
      newState = ProcessEvolution.evolve(newState, event);
      newOutcomes = OutcomeEvolution.evolve(newOutcomes, event, next);
    }
    return new Process(id, next, now, newState, newOutcomes);
  }

  /// The worker that holds it; null when none does.
  public @Nullable Owner owner() {
    return switch (state) {
      case ProcessState.Assigned s -> s.owner();
      case ProcessState.Active s -> s.owner();
      case ProcessState.Stopping s -> s.owner();
      case ProcessState.Absent _, ProcessState.Waiting _, ProcessState.Stopped _ -> null;
    };
  }

  /// The orchestrator's grouping key; empty when it has none.
  public String reference() {
    return switch (state) {
      case ProcessState.Absent _ -> "";
      case ProcessState.Waiting s -> s.config().reference();
      case ProcessState.Assigned s -> s.config().reference();
      case ProcessState.Active s -> s.config().reference();
      case ProcessState.Stopping s -> s.config().reference();
      case ProcessState.Stopped s -> s.config().reference();
    };
  }
}
