package io.sluice.controlplane.verify;

import io.sluice.controlplane.timeline.FieldDifference;
import io.sluice.identity.ProcessId;
import java.time.Instant;
import java.util.List;

/// What the comparison of one transition, snapshot or route came to.
public sealed interface Finding {
  /// It is as it would be today.
  record Same() implements Finding {}

  /// It was only followed, because nobody asked for it or its beginning is not known.
  record NotCompared() implements Finding {}

  /// Something that is not as it would be today.
  sealed interface Trouble extends Finding {
    ProcessId process();

    /// The transition it is about.
    long sequence();

    Instant at();
  }

  /// Today another decision follows from the same input.
  ///
  /// @param cause type of the input
  /// @param fields recorded on the left, today's on the right; empty when they differ only in what
  ///   is not shown
  record OtherDecision(
      ProcessId process, long sequence, Instant at, String cause, List<FieldDifference> fields)
      implements Trouble {}

  /// This version cannot read it, or cannot apply it to the state before.
  record NotUnderstood(ProcessId process, long sequence, Instant at, String problem)
      implements Trouble {}

  /// The history of the process has a hole before this transition.
  record Gap(ProcessId process, long sequence, Instant at, long expected) implements Trouble {}

  /// The snapshot is not what the history folds to.
  ///
  /// @param fields the snapshot's on the left, the history's on the right
  record OtherState(ProcessId process, long sequence, Instant at, List<FieldDifference> fields)
      implements Trouble {}

  /// The route is not what the state asks for.
  ///
  /// @param fields the route's on the left, the state's on the right
  record OtherRoute(ProcessId process, long sequence, Instant at, List<FieldDifference> fields)
      implements Trouble {}
}
