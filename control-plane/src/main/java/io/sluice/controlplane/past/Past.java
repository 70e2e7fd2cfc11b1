package io.sluice.controlplane.past;

import io.sluice.controlplane.explanation.Explainer;
import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.controlplane.views.ViewMapping;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happened to one process. Methods that look into transitions throw an
/// [IllegalArgumentException] when one holds what this version does not know.
///
/// @param before the process before the first of `transitions`; empty when what was before that is
///   not kept any more
/// @param transitions the last ones, in order, without holes
public record Past(ProcessId process, Optional<Process> before, List<Transition> transitions) {
  private static final TransitionRecords RECORDS =
      new TransitionRecords(RecordCodec.standard(), "");

  public Past {
    transitions = List.copyOf(transitions);
  }

  /// Of a process before anything happened to it.
  public static Past unknown(ProcessId process) {
    return after(Process.unknown(process));
  }

  /// Of a process as it was before what is to be added.
  public static Past after(Process before) {
    return new Past(before.id(), Optional.of(before), List.of());
  }

  /// This and what happened next.
  public Past and(List<Transition> later) {
    return and(later, Integer.MAX_VALUE);
  }

  /// This and what happened next; of all, at most the last `limit` are kept. What lies before a
  /// hole is forgotten.
  public Past and(List<Transition> later, int limit) {
    List<Transition> all = new ArrayList<>(transitions);
    Optional<Process> base = before;
    long last = sequence();
    for (Transition transition : later) {
      if (transition.getSequence() != last + 1) {
        base = Optional.empty();
        all.clear();
      }
      all.add(transition);
      last = transition.getSequence();
    }
    int forgotten = Math.max(0, all.size() - limit);
    List<Transition> folded = all.subList(0, forgotten);
    return new Past(
        process,
        base.map(unfolded -> folded(unfolded, folded)),
        all.subList(forgotten, all.size()));
  }

  /// Number of the last transition that is known; 0 for none.
  public long sequence() {
    return transitions.isEmpty()
        ? before.map(Process::sequence).orElse(0L)
        : transitions.getLast().getSequence();
  }

  /// The process after all of it; empty when its beginning is not kept any more.
  public Optional<Process> last() {
    return before.map(base -> folded(base, transitions));
  }

  /// The same as a record.
  public Optional<ProcessSnapshot> snapshot() {
    return last().map(ProcessSnapshotRecords::write);
  }

  /// The process after transition `sequence`; empty when that is not among those kept.
  public Optional<ProcessView> at(long sequence) {
    long first = sequence() - transitions.size() + 1;
    if (before.isEmpty() || sequence < first || sequence > sequence()) {
      return Optional.empty();
    }
    List<Transition> until = transitions.subList(0, (int) (sequence - first + 1));
    return ViewMapping.process(ProcessSnapshotRecords.write(folded(before.get(), until)));
  }

  /// Tells why what happened happened; empty when nothing did.
  public Optional<Explainer> explainer() {
    List<RecordedTransition> history = transitions.stream().map(RECORDS::read).toList();
    return history.isEmpty() ? Optional.empty() : Optional.of(new Explainer(history));
  }

  private static Process folded(Process base, List<Transition> transitions) {
    Process process = base;
    for (Transition transition : transitions) {
      process = process.after(RECORDS.read(transition).events(), transition.getDecidedAt());
    }
    return process;
  }
}
