package io.sluice.controlplane.history;

import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.WorkerFact;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainDue;
import io.sluice.schemas.PlacementDue;
import io.sluice.schemas.ReleaseProcess;
import io.sluice.schemas.RestartProcess;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.UnreadableInput;
import io.sluice.schemas.UpdateProcess;
import io.sluice.schemas.WorkerLost;
import io.sluice.schemas.WorkerRestarted;
import org.apache.avro.specific.SpecificRecord;

/// Inputs of the decider as records: what came from outside, and what the control plane noticed
/// itself.
public final class ProcessInputRecords {
  private ProcessInputRecords() {}

  static SpecificRecord write(ProcessId process, ProcessInput input) {
    String id = process.value();
    return switch (input) {
      case ProcessInput.StartProcess i ->
          new StartProcess(
              i.commandId(),
              i.processId(),
              i.issuedAt(),
              i.issuedBy(),
              ConfigRecords.write(i.config()));
      case ProcessInput.StopProcess i ->
          new StopProcess(i.commandId(), i.processId(), i.issuedAt(), i.issuedBy(), i.reason());
      case ProcessInput.RestartProcess i ->
          new RestartProcess(i.commandId(), i.processId(), i.issuedAt(), i.issuedBy(), i.reason());
      case ProcessInput.UpdateProcess i ->
          new UpdateProcess(
              i.commandId(),
              i.processId(),
              i.issuedAt(),
              i.issuedBy(),
              ConfigRecords.write(i.config()));
      case ProcessInput.ReleaseProcess i ->
          new ReleaseProcess(i.commandId(), i.processId(), i.issuedAt(), i.issuedBy(), i.reason());
      case WorkerFact fact -> FactRecords.write(process, fact);
      case ProcessInput.WorkerLost i ->
          new WorkerLost(id, i.workerId().value(), i.incarnation().value(), i.silentMicros());
      case ProcessInput.WorkerRestarted i ->
          new WorkerRestarted(id, i.workerId().value(), i.incarnation().value());
      case ProcessInput.PlacementDue _ -> new PlacementDue(id);
      case ProcessInput.DrainDue i -> new DrainDue(id, i.workerId().value(), i.deadline());
      case ProcessInput.Unreadable i ->
          new UnreadableInput(id, i.sizeBytes(), i.sha256(), i.problem());
    };
  }

  /// @throws IllegalArgumentException when `message` is no input, or holds what cannot be; the text
  ///   says what
  public static ProcessInput read(SpecificRecord message) {
    return switch (message) {
      case StartProcess i ->
          new ProcessInput.StartProcess(
              i.getCommandId(),
              i.getProcessId(),
              i.getIssuedAt(),
              i.getIssuedBy(),
              ConfigRecords.read(i.getConfig()));
      case StopProcess i ->
          new ProcessInput.StopProcess(
              i.getCommandId(), i.getProcessId(), i.getIssuedAt(), i.getIssuedBy(), i.getReason());
      case RestartProcess i ->
          new ProcessInput.RestartProcess(
              i.getCommandId(), i.getProcessId(), i.getIssuedAt(), i.getIssuedBy(), i.getReason());
      case UpdateProcess i ->
          new ProcessInput.UpdateProcess(
              i.getCommandId(),
              i.getProcessId(),
              i.getIssuedAt(),
              i.getIssuedBy(),
              ConfigRecords.read(i.getConfig()));
      case ReleaseProcess i ->
          new ProcessInput.ReleaseProcess(
              i.getCommandId(), i.getProcessId(), i.getIssuedAt(), i.getIssuedBy(), i.getReason());
      case WorkerLost i ->
          new ProcessInput.WorkerLost(
              new WorkerId(i.getWorkerId()),
              new Incarnation(i.getIncarnation()),
              i.getSilentMicros());
      case WorkerRestarted i ->
          new ProcessInput.WorkerRestarted(
              new WorkerId(i.getWorkerId()), new Incarnation(i.getIncarnation()));
      case PlacementDue _ -> new ProcessInput.PlacementDue();
      case DrainDue i -> new ProcessInput.DrainDue(new WorkerId(i.getWorkerId()), i.getDeadline());
      case UnreadableInput i ->
          new ProcessInput.Unreadable(i.getSizeBytes(), i.getSha256(), i.getProblem());
      default -> fact(message);
    };
  }

  private static WorkerFact fact(SpecificRecord message) {
    WorkerFact fact = FactRecords.read(message);
    if (fact == null) {
      throw new IllegalArgumentException(message.getSchema().getName() + " is no input");
    }
    return fact;
  }
}
