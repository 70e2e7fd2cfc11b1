package io.sluice.controlplane.past;

import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.controlplane.views.ViewMapping;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happened to one process.
///
/// @param before the process before the first of `transitions`
/// @param transitions the last ones, in order, without holes
public record Past(Process before, List<Transition> transitions) {
  private static final TransitionRecords RECORDS =
      new TransitionRecords(RecordCodec.standard(), "");

  public Past {
    transitions = List.copyOf(transitions);
  }

  static Past unknown(ProcessId id) {
    return new Past(Process.unknown(id), List.of());
  }

  /// This and what happened next; of all, at most the last `limit` are kept.
  Past and(List<Transition> later, int limit) {
    List<Transition> all = new ArrayList<>(transitions);
    all.addAll(later);
    Process base = before;
    int forgotten = Math.max(0, all.size() - limit);
    for (Transition transition : all.subList(0, forgotten)) {
      base = after(base, transition);
    }
    return new Past(base, all.subList(forgotten, all.size()));
  }

  /// The process after transition `sequence`; empty when that is not among those kept.
  ///
  /// @throws IllegalArgumentException when a transition holds what this version does not know
  public Optional<ProcessView> at(long sequence) {
    Process process = before;
    for (Transition transition : transitions) {
      process = after(process, transition);
      if (process.sequence() == sequence) {
        return ViewMapping.process(ProcessSnapshotRecords.write(process));
      }
    }
    return Optional.empty();
  }

  private static Process after(Process process, Transition transition) {
    return process.after(RECORDS.read(transition).events(), transition.getDecidedAt());
  }
}
