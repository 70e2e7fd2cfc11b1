package io.sluice.controlplane.process;

import org.jspecify.annotations.Nullable;

/// How a command was settled.
///
/// @param sequence the transition that settled it
/// @param reason as a fixed word; null when it was accepted
/// @param detail in words; null when it was accepted
public record CommandOutcome(
    String commandId, long sequence, Kind kind, @Nullable String reason, @Nullable String detail) {
  public enum Kind {
    ACCEPTED,
    NOTHING_TO_DO,
    REJECTED
  }

  static CommandOutcome accepted(String commandId, long sequence) {
    return new CommandOutcome(commandId, sequence, Kind.ACCEPTED, null, null);
  }
}
