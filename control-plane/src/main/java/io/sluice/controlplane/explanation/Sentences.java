package io.sluice.controlplane.explanation;

import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.process.CommandOutcome;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessEvent.CommandAccepted;
import io.sluice.controlplane.process.ProcessEvent.CommandChangedNothing;
import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.controlplane.process.ProcessEvent.CommandRepeated;
import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.IncarnationChanged;
import io.sluice.controlplane.process.ProcessEvent.InputRefused;
import io.sluice.controlplane.process.ProcessEvent.MoveBegan;
import io.sluice.controlplane.process.ProcessEvent.MoveCutShort;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessConfigured;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessEvent.ProcessQuarantined;
import io.sluice.controlplane.process.ProcessEvent.ProcessReleased;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.RestartRequested;
import io.sluice.controlplane.process.ProcessEvent.StopRequested;
import io.sluice.controlplane.process.WorkerFact;
import java.util.stream.Collectors;

/// A transition as one sentence: what came in, and what was decided about it.
final class Sentences {
  private Sentences() {}

  static String of(RecordedTransition transition) {
    String decided =
        transition.events().stream()
            .map(Sentences::decision)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", "));
    String came = InputWords.of(transition.input());
    return decided.isEmpty() ? came : came + "; " + decided;
  }

  /// Empty for what says nothing beside the input.
  private static String decision(ProcessEvent event) {
    return switch (event) {
      case WorkerFact _, ProcessConfigured _ -> "";
      case CommandAccepted _ -> "accepted";
      case CommandChangedNothing e -> "nothing to do: " + e.detail();
      case CommandRejected e -> "rejected: " + e.detail();
      case CommandRepeated e -> "again " + outcome(e.first());
      case ProcessPlaced e ->
          "placed on " + e.workerId() + " as generation " + e.generation().value();
      case MoveBegan e ->
          "moving to %s as generation %d, while %s runs it on"
              .formatted(e.workerId(), e.generation().value(), e.leaving());
      case MoveCutShort e -> e.leaving() + " runs it no more, and the other is not ready yet";
      case PlacementPostponed e -> "it waits: " + e.detail();
      case PlacementLost e -> "generation " + e.generation().value() + " is over";
      case IncarnationChanged e -> e.workerId() + " begins with it anew";
      case RestartRequested _ -> "its worker is told to start FFmpeg anew";
      case ProcessQuarantined e ->
          "after %d failures it is in quarantine until it is released"
              .formatted(e.failures().size());
      case ProcessReleased _ -> "released from quarantine";
      case StopRequested _ -> "its worker is told to end it";
      case ProcessStopped e -> "it has stopped" + (e.forced() ? ", files may be unfinished" : "");
      case FactIgnored e -> "ignored: " + e.detail();
      case InputRefused e -> "refused: " + e.detail();
    };
  }

  private static String outcome(CommandOutcome first) {
    return first.kind() + ", as in " + first.sequence();
  }
}
