package io.sluice.controlplane.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.timeline.FieldDifference;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.timeline.TimelineText;
import io.sluice.controlplane.verify.Finding.Gap;
import io.sluice.controlplane.verify.Finding.NotCompared;
import io.sluice.controlplane.verify.Finding.NotUnderstood;
import io.sluice.controlplane.verify.Finding.OtherDecision;
import io.sluice.controlplane.verify.Finding.Same;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import java.util.List;
import java.util.Set;

/// Follows one process through its history. Goes on from what was recorded, not from what would be
/// decided today, so that one difference is not found again in all that follows.
///
/// Thread: confined to one.
final class ProcessVerification {
  private static final Finding SAME = new Same();
  private static final Finding NOT_COMPARED = new NotCompared();

  /// What a decision decides; all else in a transition is there to find and read it.
  private static final Set<String> DECIDED =
      Set.of("sequence", "events", "state", "commandId", "outcome", "reason", "detail");

  private final Decider decider;
  private final TransitionRecords records;
  private Process process;
  private boolean isLost;

  /// @param before the process before the first transition that will come
  ProcessVerification(Decider decider, TransitionRecords records, Process before) {
    this.decider = decider;
    this.records = records;
    this.process = before;
  }

  /// The process after the last transition; meaningless when [#isLost()].
  Process process() {
    return process;
  }

  /// Whether something was not understood, so that its state is not known any more.
  boolean isLost() {
    return isLost;
  }

  /// @param compare whether the decision is to be compared, or only followed
  Finding next(Transition transition, boolean compare) {
    if (isLost) {
      return NOT_COMPARED;
    }
    ProcessId id = process.id();
    long expected = process.sequence() + 1;
    if (transition.getSequence() != expected) {
      isLost = true;
      return new Gap(id, transition.getSequence(), transition.getDecidedAt(), expected);
    }
    try {
      if (!compare) {
        process = process.after(records.events(transition), transition.getDecidedAt());
        return NOT_COMPARED;
      }
      RecordedTransition recorded = records.read(transition);
      Finding finding = compared(transition, recorded);
      process = process.after(recorded.events(), recorded.circumstances().now());
      return finding;
    } catch (IllegalArgumentException | IllegalStateException e) {
      isLost = true;
      return new NotUnderstood(
          id, expected, transition.getDecidedAt(), String.valueOf(e.getMessage()));
    }
  }

  private Finding compared(Transition transition, RecordedTransition recorded) {
    Decision today = decider.decide(process, recorded.input(), recorded.circumstances());
    if (records.isOf(transition, recorded, today)) {
      return SAME;
    }
    Transition rewritten =
        records.write(
            process, recorded.input(), recorded.circumstances(), today, recorded.position());
    return new OtherDecision(
        process.id(),
        transition.getSequence(),
        transition.getDecidedAt(),
        transition.getCause().map(cause -> TimelineText.shortName(cause.getType())).orElse(""),
        differences(transition, rewritten));
  }

  private static List<FieldDifference> differences(Transition recorded, Transition today) {
    return FieldDifference.between(decided(recorded), decided(today));
  }

  private static ObjectNode decided(Transition transition) {
    return RecordJson.of(transition).retain(DECIDED);
  }
}
