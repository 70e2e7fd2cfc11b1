package io.sluice.controlplane.history;

import io.sluice.controlplane.process.CommandOutcome;
import io.sluice.controlplane.process.CommandOutcome.Kind;
import io.sluice.controlplane.process.Outcomes;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.schemas.CommandRepeated;
import java.util.List;

/// Outcomes of commands as records.
final class OutcomeRecords {
  private OutcomeRecords() {}

  static List<io.sluice.schemas.CommandOutcome> write(Outcomes outcomes) {
    return outcomes.remembered().stream()
        .map(o ->
            new io.sluice.schemas.CommandOutcome(
                o.commandId(), o.sequence(), o.kind().name(), o.reason(), o.detail()))
        .toList();
  }

  static Outcomes read(List<io.sluice.schemas.CommandOutcome> outcomes) {
    return new Outcomes(
        outcomes.stream()
            .map(o ->
                new CommandOutcome(
                    o.getCommandId(),
                    o.getSequence(),
                    Kind.valueOf(o.getOutcome()),
                    o.getReason().orElse(null),
                    o.getDetail().orElse(null)))
            .toList());
  }

  static CommandRepeated writeRepeated(ProcessEvent.CommandRepeated event) {
    CommandOutcome first = event.first();
    return new CommandRepeated(
        event.commandId(), first.sequence(), first.kind().name(), first.reason(), first.detail());
  }

  static ProcessEvent.CommandRepeated readRepeated(CommandRepeated event) {
    return new ProcessEvent.CommandRepeated(
        event.getCommandId(),
        new CommandOutcome(
            event.getCommandId(),
            event.getFirstSequence(),
            Kind.valueOf(event.getOutcome()),
            event.getReason().orElse(null),
            event.getDetail().orElse(null)));
  }
}
