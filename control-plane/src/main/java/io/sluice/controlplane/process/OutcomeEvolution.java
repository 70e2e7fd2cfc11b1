package io.sluice.controlplane.process;

import io.sluice.controlplane.process.CommandOutcome.Kind;
import io.sluice.controlplane.process.ProcessEvent.CommandAccepted;
import io.sluice.controlplane.process.ProcessEvent.CommandChangedNothing;
import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.controlplane.process.ProcessEvent.CommandRepeated;
import io.sluice.controlplane.process.ProcessEvent.Settled;
import java.util.List;
import java.util.Optional;

/// How commands were settled, read from the events.
public final class OutcomeEvolution {
  private OutcomeEvolution() {}

  /// The outcome that `events`, those of transition `sequence`, give their command; empty when
  /// their cause was none.
  public static Optional<CommandOutcome> outcomeOf(List<ProcessEvent> events, long sequence) {
    return events.stream()
        .filter(Settled.class::isInstance)
        .map(Settled.class::cast)
        .map(settled -> outcome(settled, sequence))
        .findFirst();
  }

  static Outcomes evolve(Outcomes outcomes, ProcessEvent event, long sequence) {
    return event instanceof Settled settled && isRemembered(settled)
        ? outcomes.with(outcome(settled, sequence))
        : outcomes;
  }

  private static boolean isRemembered(Settled settled) {
    return switch (settled) {
      case CommandAccepted _, CommandChangedNothing _ -> true;
      case CommandRejected rejected -> rejected.reason().isRemembered();
      case CommandRepeated _ -> false;
    };
  }

  private static CommandOutcome outcome(Settled settled, long sequence) {
    return switch (settled) {
      case CommandAccepted e -> CommandOutcome.accepted(e.commandId(), sequence);
      case CommandChangedNothing e ->
          new CommandOutcome(e.commandId(), sequence, Kind.NOTHING_TO_DO, e.reason(), e.detail());
      case CommandRejected e ->
          new CommandOutcome(e.commandId(), sequence, Kind.REJECTED, e.reason().name(), e.detail());
      case CommandRepeated e -> e.first();
    };
  }
}
