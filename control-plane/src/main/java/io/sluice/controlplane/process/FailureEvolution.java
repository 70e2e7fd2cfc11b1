package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.IncarnationChanged;
import io.sluice.controlplane.process.ProcessEvent.InputRefused;
import io.sluice.controlplane.process.ProcessEvent.MoveBegan;
import io.sluice.controlplane.process.ProcessEvent.MoveCutShort;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessConfigured;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessEvent.ProcessQuarantined;
import io.sluice.controlplane.process.ProcessEvent.ProcessReleased;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.RestartRequested;
import io.sluice.controlplane.process.ProcessEvent.Settled;
import io.sluice.controlplane.process.ProcessEvent.StopRequested;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Held;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import java.time.Instant;

/// Which failures count, read from the events.
final class FailureEvolution {
  private FailureEvolution() {}

  /// @param before the state before the event
  static Failures evolve(Failures failures, ProcessState before, ProcessEvent event, Instant now) {
    return switch (event) {
      case WorkerFact fact -> evolve(failures, before, fact, now);
      case ProcessConfigured _, ProcessReleased _, RestartRequested _ -> Failures.NONE;
      case Settled _,
          ProcessPlaced _,
          PlacementPostponed _,
          PlacementLost _,
          MoveBegan _,
          MoveCutShort _,
          IncarnationChanged _,
          StopRequested _,
          ProcessStopped _,
          ProcessQuarantined _,
          FactIgnored _,
          InputRefused _ ->
          failures;
    };
  }

  private static Failures evolve(
      Failures failures, ProcessState before, WorkerFact fact, Instant now) {
    return fact instanceof FfmpegExited exit && before instanceof Held held && counts(held)
        ? with(failures, held, exit, now)
        : failures;
  }

  private static boolean counts(Held state) {
    return switch (state) {
      case Assigned _, Active _, Moving _ -> true;
      case Stopping _ -> false;
    };
  }

  /// An end that was asked for is no failure. One in order that nobody asked for is: who starts it
  /// again for ever must know.
  static Failures with(Failures failures, Held state, FfmpegExited exit, Instant now) {
    return exit.expected()
        ? failures
        : failures.with(Failure.of(exit, now), state.config().supervision());
  }
}
