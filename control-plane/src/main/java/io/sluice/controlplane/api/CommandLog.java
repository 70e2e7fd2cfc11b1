package io.sluice.controlplane.api;

import io.sluice.schemas.ReleaseProcess;
import io.sluice.schemas.RestartProcess;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.UpdateProcess;
import java.util.concurrent.CompletionStage;

/// Where commands are written. Nobody here knows what becomes of one: that is read from the
/// history.
public interface CommandLog {
  /// Completes when the command is safe; fails when it may not be.
  CompletionStage<Void> append(StartProcess command);

  /// Completes when the command is safe; fails when it may not be.
  CompletionStage<Void> append(StopProcess command);

  /// Completes when the command is safe; fails when it may not be.
  CompletionStage<Void> append(RestartProcess command);

  /// Completes when the command is safe; fails when it may not be.
  CompletionStage<Void> append(UpdateProcess command);

  /// Completes when the command is safe; fails when it may not be.
  CompletionStage<Void> append(ReleaseProcess command);
}
