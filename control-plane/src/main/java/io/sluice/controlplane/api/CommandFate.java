package io.sluice.controlplane.api;

import io.sluice.controlplane.views.CommandResult;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.identity.CommandId;

/// What a request learns about the command it wrote.
sealed interface CommandFate {
  /// It was settled; `process` is as it is since then.
  record Settled(CommandResult result, ProcessView process) implements CommandFate {}

  /// It was refused.
  record Rejected(CommandResult result) implements CommandFate {}

  /// It was written, or may have been, and nothing was heard in time: it may still be settled.
  record Unknown(CommandId commandId) implements CommandFate {}

  /// It was not written.
  record NotSent(String why) implements CommandFate {}
}
