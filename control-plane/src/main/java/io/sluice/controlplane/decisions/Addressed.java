package io.sluice.controlplane.decisions;

import io.sluice.controlplane.process.ProcessInput;
import io.sluice.eventlog.OutputRecord;
import io.sluice.identity.ProcessId;

/// Whom a record is for.
sealed interface Addressed {
  /// To be decided here.
  record Here(ProcessId process, ProcessInput input) implements Addressed {}

  /// To be decided by the owner of another partition, who gets it unchanged in value.
  record Elsewhere(OutputRecord forwarded) implements Addressed {}
}
