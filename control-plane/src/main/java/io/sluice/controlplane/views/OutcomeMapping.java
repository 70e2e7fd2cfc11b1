package io.sluice.controlplane.views;

import io.sluice.identity.CommandId;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.CommandRejected;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Transitions that settle a command to what became of it.
final class OutcomeMapping {
  private OutcomeMapping() {}

  /// Empty when it settles none, or none that could be waited for.
  static Optional<CommandResult> result(Transition transition, RecordCodec codec) {
    Optional<String> commandId = transition.getCommandId();
    Optional<Outcome> outcome = transition.getOutcome().flatMap(OutcomeMapping::outcome);
    if (commandId.isEmpty()
        || outcome.isEmpty()
        || !CommandId.problem(commandId.get()).isEmpty()
        || !ProcessId.problem(transition.getProcessId()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CommandResult(
            new ProcessId(transition.getProcessId()),
            new CommandId(commandId.get()),
            transition.getSequence(),
            outcome.get(),
            transition.getReason().orElse(""),
            rejectedField(transition, codec),
            transition.getDetail().orElse("")));
  }

  private static Optional<Outcome> outcome(String name) {
    return Arrays.stream(Outcome.values()).filter(o -> o.name().equals(name)).findFirst();
  }

  private static @Nullable String rejectedField(Transition transition, RecordCodec codec) {
    return transition.getEvents().stream()
        .flatMap(event -> codec.decode(event).as(CommandRejected.class).stream())
        .flatMap(rejected -> rejected.getField().stream())
        .findFirst()
        .orElse(null);
  }
}
