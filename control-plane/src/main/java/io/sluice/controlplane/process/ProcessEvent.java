package io.sluice.controlplane.process;

import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What followed from an input.
public sealed interface ProcessEvent permits WorkerFact, ProcessEvent.Decided {

  /// What the control plane decided, as opposed to what a worker reported.
  sealed interface Decided extends ProcessEvent {}

  /// How a command was settled; exactly one for each command.
  sealed interface Settled extends Decided {
    String commandId();
  }

  record CommandAccepted(String commandId) implements Settled {}

  record CommandChangedNothing(String commandId, String reason, String detail) implements Settled {}

  /// @param field path in the process's JSON; null when it is about none
  record CommandRejected(String commandId, Rejection reason, @Nullable String field, String detail)
      implements Settled {}

  /// The same id came before; this is its first outcome again.
  record CommandRepeated(String commandId, CommandOutcome first) implements Settled {}

  /// @param revision counts the configurations of the process from 1
  record ProcessConfigured(ProcessConfig config, long revision) implements Decided {}

  record ProcessPlaced(WorkerId workerId, Incarnation incarnation, Generation generation)
      implements Decided {}

  /// Another worker is to take the process over, and the one that runs it goes on until then.
  ///
  /// @param workerId the new owner
  /// @param leaving the worker that runs it until then
  record MoveBegan(
      WorkerId workerId, Incarnation incarnation, Generation generation, WorkerId leaving)
      implements Decided {}

  /// The worker that the process was moving away from runs it no more, though the new owner is not
  /// ready.
  record MoveCutShort(WorkerId leaving, Loss reason) implements Decided {}

  record PlacementPostponed(String reason, String detail) implements Decided {}

  /// @param generation the one that ended
  record PlacementLost(Loss reason, Generation generation) implements Decided {}

  record IncarnationChanged(WorkerId workerId, Incarnation incarnation) implements Decided {}

  /// The worker is to start FFmpeg anew.
  ///
  /// @param reason as the command said
  /// @param restarts how many were asked for by now
  record RestartRequested(RestartCause cause, String reason, long restarts) implements Decided {}

  /// FFmpeg failed too often to be tried again.
  ///
  /// @param generation the one that ended
  /// @param failures the evidence, oldest first
  record ProcessQuarantined(Generation generation, List<Failure> failures) implements Decided {
    public ProcessQuarantined {
      failures = List.copyOf(failures);
    }
  }

  /// It is to be tried again.
  record ProcessReleased() implements Decided {}

  record StopRequested(String reason) implements Decided {}

  /// @param forced files may be unfinished
  record ProcessStopped(StopReason reason, boolean forced) implements Decided {}

  record FactIgnored(Ignored reason, String detail) implements Decided {}

  record InputRefused(String reason, @Nullable String field, String detail) implements Decided {}

  /// Why a process that should run is on no worker any more.
  enum Loss {
    WORKER_LOST,
    WORKER_SHUTDOWN,
    /// A new configuration asks for other media, or for another worker.
    UPDATED,
    /// Its worker is being drained.
    DRAINED
  }

  enum StopReason {
    STOPPED,
    WORKER_LOST,
    NEVER_PLACED,
    /// FFmpeg ended by itself, and is not to be brought back.
    ENDED,
    /// FFmpeg failed, and is not to be brought back.
    FAILED
  }

  enum RestartCause {
    RESTART_COMMAND,
    UPDATE
  }

  /// Why a fact, or an observation of the control plane's own, changed nothing.
  enum Ignored {
    WRONG_WORKER,
    OLD_INCARNATION,
    OLD_GENERATION,
    UNKNOWN_GENERATION,
    NOT_EXPECTED,
    /// FFmpeg cannot have come from where it stood to where the fact says.
    ILLEGAL_MOVE,
    UNKNOWN_PROCESS
  }
}
