package io.sluice.controlplane.process;

import io.sluice.identity.ProcessId;
import java.time.Instant;
import java.util.List;

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

  /// Whether it holds, on its worker, a lease of UDP ports.
  public boolean needsLease() {
    return switch (state) {
      case ProcessState.Assigned s -> s.config().whipIngest().enabled();
      case ProcessState.Active s -> s.config().whipIngest().enabled();
      case ProcessState.Stopping s -> s.config().whipIngest().enabled();
      case ProcessState.Absent _, ProcessState.Waiting _, ProcessState.Stopped _ -> false;
    };
  }
}
