package io.sluice.controlplane.verify;

import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.timeline.FieldDifference;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.verify.Finding.NotCompared;
import io.sluice.controlplane.verify.Finding.NotUnderstood;
import io.sluice.controlplane.verify.Finding.OtherState;
import io.sluice.controlplane.verify.Finding.Same;
import io.sluice.controlplane.verify.Finding.Trouble;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Verifies the histories of many processes, their transitions in any mixture as long as those of
/// one come in order.
///
/// Thread: confined to one.
public final class Verification {
  private final Decider decider;
  private final Predicate<Transition> asked;
  private final Published published;
  private final TransitionRecords records;
  private final Map<String, ProcessVerification> processes = new HashMap<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private long compared;
  private long followed;
  private long snapshots;

  /// @param asked which transitions are to be compared; the others are only followed
  /// @param published what to compare with the state that the histories give
  public Verification(Decider decider, Predicate<Transition> asked, Published published) {
    this.decider = decider;
    this.asked = asked;
    this.published = published;
    this.records = new TransitionRecords(RecordCodec.standard(), "");
  }

  /// The history of this process begins after `before` and not with its first transition.
  public void begin(Process before) {
    processes.put(before.id().value(), new ProcessVerification(decider, records, before));
  }

  public void next(Transition transition) {
    ProcessVerification process =
        processes.computeIfAbsent(transition.getProcessId(), this::unknown);
    Finding finding = process.next(transition, asked.test(transition));
    switch (finding) {
      case Same _ -> compared++;
      case NotCompared _ -> followed++;
      case Trouble trouble -> {
        compared++;
        troubles.add(trouble);
      }
    }
    if (!process.isLost()) {
      compareSnapshot(process.process());
    }
  }

  /// What was found so far. Routes and snapshots without a history are looked for now.
  public VerificationResult result() {
    List<Trouble> all = new ArrayList<>(troubles);
    long routes = 0;
    for (var entry : processes.entrySet()) {
      ProcessVerification process = entry.getValue();
      if (!process.isLost()) {
        Finding route = published.compareRoute(process.process());
        routes += route instanceof NotCompared ? 0 : 1;
        if (route instanceof Trouble trouble) {
          all.add(trouble);
        }
        missingTransitions(process.process(), all);
      }
    }
    return new VerificationResult(
        compared, followed, processes.size(), snapshots, routes, List.copyOf(all));
  }

  private ProcessVerification unknown(String id) {
    return new ProcessVerification(decider, records, Process.unknown(new ProcessId(id)));
  }

  private void compareSnapshot(Process folded) {
    ProcessSnapshot snapshot = published.snapshots().get(folded.id().value());
    if (snapshot == null || snapshot.getSequence() != folded.sequence()) {
      return;
    }
    snapshots++;
    if (!isSame(snapshot, folded)) {
      troubles.add(
          new OtherState(
              folded.id(),
              folded.sequence(),
              folded.changedAt(),
              FieldDifference.between(
                  RecordJson.of(snapshot), RecordJson.of(ProcessSnapshotRecords.write(folded)))));
    }
  }

  private static boolean isSame(ProcessSnapshot snapshot, Process folded) {
    try {
      return ProcessSnapshotRecords.read(snapshot).equals(folded);
    } catch (IllegalArgumentException e) {
      return false; // a state that this version does not know is not the one it folds to
    }
  }

  /// A snapshot tells of more transitions than the history has.
  private void missingTransitions(Process folded, List<Trouble> found) {
    ProcessSnapshot snapshot = published.snapshots().get(folded.id().value());
    if (snapshot != null && snapshot.getSequence() > folded.sequence()) {
      found.add(
          new NotUnderstood(
              folded.id(),
              folded.sequence(),
              folded.changedAt(),
              "the history ends here, but the snapshot is of " + snapshot.getSequence()));
    }
  }
}
