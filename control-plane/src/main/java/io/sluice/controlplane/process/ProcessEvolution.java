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
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Configured;
import io.sluice.controlplane.process.ProcessState.Held;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
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
      case MoveBegan began -> moveBegan(state, began);
      case MoveCutShort cut -> moveCutShort(state, cut);
      case IncarnationChanged changed -> incarnationChanged(state, changed);
      case RestartRequested requested -> restartRequested(state, requested);
      case StopRequested _ -> stopRequested(state);
      case ProcessQuarantined quarantined -> quarantined(state, quarantined);
      case ProcessReleased released -> released(state, released);
      case ProcessStopped stopped -> stopped(state, stopped);
      case Settled _, FactIgnored _, InputRefused _ -> state;
    };
  }

  private static ProcessState configured(ProcessState state, ProcessConfigured event) {
    ProcessConfig config = event.config();
    long revision = event.revision();
    return switch (state) {
      case Absent _ -> new Waiting(Target.first(config, revision), Generation.NONE, "", "");
      case Stopped s -> new Waiting(s.target().with(config, revision), s.lastGeneration(), "", "");
      case Quarantined s ->
          new Waiting(s.target().with(config, revision), s.lastGeneration(), "", "");
      case Waiting s ->
          new Waiting(
              s.target().with(config, revision), s.lastGeneration(), s.reason(), s.detail());
      case Assigned s -> with(s, s.target().with(config, revision));
      case Active s -> with(s, s.target().with(config, revision));
      case Moving s -> with(s, s.target().with(config, revision));
      case Stopping _ -> throw impossible(state, event);
    };
  }

  private static ProcessState restartRequested(ProcessState state, RestartRequested event) {
    return switch (state) {
      case Assigned s -> with(s, s.target().restarted(event.restarts()));
      case Active s -> with(s, s.target().restarted(event.restarts()));
      case Moving s -> with(s, s.target().restarted(event.restarts()));
      case Absent _, Waiting _, Stopping _, Stopped _, Quarantined _ ->
          throw impossible(state, event);
    };
  }

  private static Assigned with(Assigned state, Target target) {
    return new Assigned(target, state.owner(), state.ffmpeg());
  }

  private static Active with(Active state, Target target) {
    return new Active(target, state.owner(), state.ffmpeg(), state.endpoint(), state.publisher());
  }

  private static Moving with(Moving state, Target target) {
    return new Moving(target, state.owner(), state.ffmpeg(), state.leaving());
  }

  private static ProcessState moveBegan(ProcessState state, MoveBegan event) {
    Owner owner = new Owner(event.workerId(), event.incarnation(), event.generation());
    return switch (state) {
      case Active s when s.endpoint() != null ->
          new Moving(s.target(), owner, Ffmpeg.NONE, new Reception(s.owner(), s.endpoint()));
      case Moving s -> new Moving(s.target(), owner, Ffmpeg.NONE, s.leaving());
      case Absent _, Waiting _, Assigned _, Active _, Stopping _, Stopped _, Quarantined _ ->
          throw impossible(state, event);
    };
  }

  private static ProcessState moveCutShort(ProcessState state, MoveCutShort event) {
    if (state instanceof Moving moving) {
      return new Assigned(moving.target(), moving.owner(), moving.ffmpeg());
    }
    throw impossible(state, event);
  }

  private static ProcessState placed(ProcessState state, ProcessPlaced event) {
    if (state instanceof Waiting waiting) {
      Owner owner = new Owner(event.workerId(), event.incarnation(), event.generation());
      return new Assigned(waiting.target(), owner, Ffmpeg.NONE);
    }
    throw impossible(state, event);
  }

  private static ProcessState postponed(ProcessState state, PlacementPostponed event) {
    if (state instanceof Waiting waiting) {
      return new Waiting(
          waiting.target(), waiting.lastGeneration(), event.reason(), event.detail());
    }
    throw impossible(state, event);
  }

  private static ProcessState lost(ProcessState state, PlacementLost event) {
    String reason = event.reason().name();
    return switch (state) {
      case Assigned s -> new Waiting(s.target(), s.owner().generation(), reason, "");
      case Active s -> new Waiting(s.target(), s.owner().generation(), reason, "");
      case Moving s -> new Waiting(s.target(), s.owner().generation(), reason, "");
      case Absent _, Waiting _, Stopping _, Stopped _, Quarantined _ ->
          throw impossible(state, event);
    };
  }

  private static ProcessState incarnationChanged(ProcessState state, IncarnationChanged event) {
    return switch (state) {
      case Assigned s -> reborn(s, event);
      case Active s -> reborn(s, event);
      case Moving s ->
          new Moving(s.target(), s.owner().reborn(event.incarnation()), Ffmpeg.NONE, s.leaving());
      case Stopping s ->
          new Stopping(s.target(), s.owner().reborn(event.incarnation()), Ffmpeg.NONE);
      case Absent _, Waiting _, Stopped _, Quarantined _ -> throw impossible(state, event);
    };
  }

  private static Assigned reborn(Held state, IncarnationChanged event) {
    return new Assigned(state.target(), state.owner().reborn(event.incarnation()), Ffmpeg.NONE);
  }

  private static ProcessState stopRequested(ProcessState state) {
    return switch (state) {
      case Assigned s -> new Stopping(s.target(), s.owner(), s.ffmpeg());
      case Active s -> new Stopping(s.target(), s.owner(), s.ffmpeg());
      case Moving s -> new Stopping(s.target(), s.owner(), s.ffmpeg());
      case Absent _, Waiting _, Stopping _, Stopped _, Quarantined _ ->
          throw new IllegalStateException("nothing to stop in " + name(state));
    };
  }

  private static ProcessState stopped(ProcessState state, ProcessStopped event) {
    return switch (state) {
      case Waiting s -> stopped(s, s.lastGeneration(), event);
      case Quarantined s -> stopped(s, s.lastGeneration(), event);
      case Assigned s -> stopped(s, s.owner().generation(), event);
      case Active s -> stopped(s, s.owner().generation(), event);
      case Moving s -> stopped(s, s.owner().generation(), event);
      case Stopping s -> stopped(s, s.owner().generation(), event);
      case Absent _, Stopped _ -> throw impossible(state, event);
    };
  }

  private static Stopped stopped(Configured state, Generation last, ProcessStopped event) {
    return new Stopped(state.target(), last, event.reason().name(), event.forced());
  }

  private static ProcessState quarantined(ProcessState state, ProcessQuarantined event) {
    return switch (state) {
      case Assigned s -> new Quarantined(s.target(), s.owner().generation());
      case Active s -> new Quarantined(s.target(), s.owner().generation());
      case Moving s -> new Quarantined(s.target(), s.owner().generation());
      case Absent _, Waiting _, Stopping _, Stopped _, Quarantined _ ->
          throw impossible(state, event);
    };
  }

  private static ProcessState released(ProcessState state, ProcessReleased event) {
    if (state instanceof Quarantined quarantined) {
      return new Waiting(quarantined.target(), quarantined.lastGeneration(), "", "");
    }
    throw impossible(state, event);
  }

  private static IllegalStateException impossible(ProcessState state, ProcessEvent event) {
    return new IllegalStateException(
        event.getClass().getSimpleName() + " cannot happen in " + name(state));
  }

  private static String name(ProcessState state) {
    return state.getClass().getSimpleName();
  }
}
