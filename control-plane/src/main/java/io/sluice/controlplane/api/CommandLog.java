package io.sluice.controlplane.api;

import io.sluice.identity.ProcessId;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;

/// Where commands are written. Nobody here knows what becomes of one: that is read from the
/// history.
public interface CommandLog {
  /// Completes when the command is safe; fails when it may not be.
  CompletionStage<Void> append(ProcessId process, SpecificRecord command);
}
