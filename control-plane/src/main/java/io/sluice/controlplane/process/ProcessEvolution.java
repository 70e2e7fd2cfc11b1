package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.IncarnationChanged;
import io.sluice.controlplane.process.ProcessEvent.InputRefused;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessConfigured;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.Settled;
import io.sluice.controlplane.process.ProcessEvent.StopRequested;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.identity.Generation;

/// What each event makes of a process. Total over what the decider gives; an event that the decider
/// never gives in a state is a bug, and says so.
public final class ProcessEvolution {
  private ProcessEvolution() {}

  public static ProcessState evolve(ProcessState state, ProcessEvent event) {
    return switch (event) {
      case WorkerFact fact -> FactEvolution.evolve(state, fact);
      case ProcessConfigured configured -> configured(state, configured);
      case ProcessPlaced placed -> placed(state, placed);
      case PlacementPostponed postponed -> postponed(state, postponed);
      case PlacementLost lost -> lost(state, lost);
      case IncarnationChanged changed -> incarnationChanged(state, changed);
      case StopRequested _ -> stopRequested(state);
      case ProcessStopped stopped -> stopped(state, stopped);
      case Settled _, FactIgnored _, InputRefused _ -> state;
    };
  }

  private static ProcessState configured(ProcessState state, ProcessConfigured event) {
    return switch (state) {
      case Absent _ -> new Waiting(event.config(), Generation.NONE, "");
      case Stopped stopped -> new Waiting(event.config(), stopped.lastGeneration(), "");
      case Waiting _, Assigned _, Active _, Stopping _ -> throw impossible(state, event);
    };
  }

  private static ProcessState placed(ProcessState state, ProcessPlaced event) {
    if (state instanceof Waiting waiting) {
      Owner owner = new Owner(event.workerId(), event.incarnation(), event.generation());
      return new Assigned(waiting.config(), owner, Ffmpeg.NONE);
    }
    throw impossible(state, event);
  }

  private static ProcessState postponed(ProcessState state, PlacementPostponed event) {
    if (state instanceof Waiting waiting) {
      return new Waiting(waiting.config(), waiting.lastGeneration(), event.reason());
    }
    throw impossible(state, event);
  }

  private static ProcessState lost(ProcessState state, PlacementLost event) {
    String reason = event.reason().name();
    return switch (state) {
      case Assigned s -> new Waiting(s.config(), s.owner().generation(), reason);
      case Active s -> new Waiting(s.config(), s.owner().generation(), reason);
      case Absent _, Waiting _, Stopping _, Stopped _ -> throw impossible(state, event);
    };
  }

  private static ProcessState incarnationChanged(ProcessState state, IncarnationChanged event) {
    return switch (state) {
      case Assigned s ->
          new Assigned(s.config(), s.owner().reborn(event.incarnation()), Ffmpeg.NONE);
      case Active s -> new Assigned(s.config(), s.owner().reborn(event.incarnation()), Ffmpeg.NONE);
      case Stopping s ->
          new Stopping(s.config(), s.owner().reborn(event.incarnation()), Ffmpeg.NONE);
      case Absent _, Waiting _, Stopped _ -> throw impossible(state, event);
    };
  }

  private static ProcessState stopRequested(ProcessState state) {
    return switch (state) {
      case Assigned s -> new Stopping(s.config(), s.owner(), s.ffmpeg());
      case Active s -> new Stopping(s.config(), s.owner(), s.ffmpeg());
      case Absent _, Waiting _, Stopping _, Stopped _ ->
          throw new IllegalStateException("nothing to stop in " + name(state));
    };
  }

  private static ProcessState stopped(ProcessState state, ProcessStopped event) {
    String reason = event.reason().name();
    return switch (state) {
      case Waiting s -> new Stopped(s.config(), s.lastGeneration(), reason, event.forced());
      case Stopping s -> new Stopped(s.config(), s.owner().generation(), reason, event.forced());
      case Absent _, Assigned _, Active _, Stopped _ -> throw impossible(state, event);
    };
  }

  private static IllegalStateException impossible(ProcessState state, ProcessEvent event) {
    return new IllegalStateException(
        event.getClass().getSimpleName() + " cannot happen in " + name(state));
  }

  private static String name(ProcessState state) {
    return state.getClass().getSimpleName();
  }
}
