package io.sluice.controlplane.process;

import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import java.time.Instant;

/// What a process can be told.
public sealed interface ProcessInput
    permits ProcessInput.Command, WorkerFact, ProcessInput.Observation, ProcessInput.Unreadable {

  /// What an orchestrator asks for. Its ids are still as they were sent: a command with a wrong one
  /// must get its outcome too.
  sealed interface Command extends ProcessInput {
    String commandId();

    /// The process that the command names, which should be the one that its key named.
    String processId();
  }

  /// @param issuedAt by the sender's clock; decides nothing
  record StartProcess(
      String commandId, String processId, Instant issuedAt, String issuedBy, ProcessConfig config)
      implements Command {}

  /// @param issuedAt by the sender's clock; decides nothing
  record StopProcess(
      String commandId, String processId, Instant issuedAt, String issuedBy, String reason)
      implements Command {}

  /// @param issuedAt by the sender's clock; decides nothing
  record RestartProcess(
      String commandId, String processId, Instant issuedAt, String issuedBy, String reason)
      implements Command {}

  /// @param issuedAt by the sender's clock; decides nothing
  /// @param config the whole of it
  record UpdateProcess(
      String commandId, String processId, Instant issuedAt, String issuedBy, ProcessConfig config)
      implements Command {}

  /// @param issuedAt by the sender's clock; decides nothing
  record ReleaseProcess(
      String commandId, String processId, Instant issuedAt, String issuedBy, String reason)
      implements Command {}

  /// What the control plane noticed itself.
  sealed interface Observation extends ProcessInput {}

  /// No heartbeat for the lease time, or the worker said that it is gone.
  record WorkerLost(WorkerId workerId, Incarnation incarnation, long silentMicros)
      implements Observation {}

  /// The worker is back in a new life, and takes up its assignments again.
  record WorkerRestarted(WorkerId workerId, Incarnation incarnation) implements Observation {}

  /// A worker may now take a process that waits, or it waits for another reason than it said.
  record PlacementDue() implements Observation {}

  /// The worker that holds the process is being drained, and it is time to leave it.
  ///
  /// @param deadline from then on processes leave in any case
  record DrainDue(WorkerId workerId, Instant deadline) implements Observation {}

  /// Something that could not be read or does not belong here.
  ///
  /// @param sha256 of the value, lower-case hex
  record Unreadable(int sizeBytes, String sha256, String problem) implements ProcessInput {}
}
