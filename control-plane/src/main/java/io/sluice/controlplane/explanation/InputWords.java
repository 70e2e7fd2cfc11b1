package io.sluice.controlplane.explanation;

import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.ProcessInput.DrainDue;
import io.sluice.controlplane.process.ProcessInput.PlacementDue;
import io.sluice.controlplane.process.ProcessInput.ReleaseProcess;
import io.sluice.controlplane.process.ProcessInput.RestartProcess;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.StopProcess;
import io.sluice.controlplane.process.ProcessInput.Unreadable;
import io.sluice.controlplane.process.ProcessInput.UpdateProcess;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.ProcessInput.WorkerRestarted;
import io.sluice.controlplane.process.WorkerFact;

/// What came in, as a clause.
final class InputWords {
  private InputWords() {}

  static String of(ProcessInput input) {
    return switch (input) {
      case StartProcess start -> who(start.issuedBy()) + " asked for it to run";
      case StopProcess stop ->
          who(stop.issuedBy()) + " asked for it to end" + reason(stop.reason());
      case RestartProcess restart ->
          who(restart.issuedBy()) + " asked for it to start anew" + reason(restart.reason());
      case UpdateProcess update -> who(update.issuedBy()) + " gave it another configuration";
      case ReleaseProcess release ->
          who(release.issuedBy()) + " asked for it to be tried again" + reason(release.reason());
      case WorkerLost lost ->
          "worker " + lost.workerId() + " gave no heartbeat for " + Lengths.of(lost.silentMicros());
      case WorkerRestarted restarted -> "worker " + restarted.workerId() + " is back in a new life";
      case PlacementDue _ -> "a worker can take it now";
      case DrainDue due -> "worker " + due.workerId() + " is being drained";
      case Unreadable unreadable ->
          "a record of " + unreadable.sizeBytes() + " bytes that cannot be taken";
      case WorkerFact fact -> FactSentences.of(fact);
    };
  }

  private static String reason(String reason) {
    return reason.isEmpty() ? "" : " (" + reason + ")";
  }

  private static String who(String issuedBy) {
    return issuedBy.isEmpty() ? "somebody" : issuedBy;
  }
}
