package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.controlplane.process.WorkerFact.AllocationFailed;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarted;
import io.sluice.controlplane.process.WorkerFact.MediaStalled;
import io.sluice.controlplane.process.WorkerFact.MediaStarted;
import io.sluice.controlplane.process.WorkerFact.PictureSizeChanged;
import io.sluice.controlplane.process.WorkerFact.PortsAllocated;
import io.sluice.controlplane.process.WorkerFact.ProcessTornDown;
import io.sluice.controlplane.process.WorkerFact.PublisherConnected;
import io.sluice.controlplane.process.WorkerFact.PublisherDisconnected;
import org.jspecify.annotations.Nullable;

/// What each fact that was taken makes of a process.
final class FactEvolution {
  private FactEvolution() {}

  static ProcessState evolve(ProcessState state, WorkerFact fact) {
    return switch (state) {
      case Assigned assigned -> whenAssigned(assigned, fact);
      case Active active -> whenActive(active, fact);
      case Stopping stopping -> whenStopping(stopping, fact);
      case Absent _, Waiting _, Stopped _ -> state;
    };
  }

  private static ProcessState whenAssigned(Assigned state, WorkerFact fact) {
    return switch (fact) {
      case PortsAllocated f -> activated(state, ffmpeg(f, state.ffmpeg()), endpoint(f));
      case FfmpegStarted f when !state.config().whipIngest().enabled() ->
          activated(state, running(f), null);
      case FfmpegStarted f -> new Assigned(state.config(), state.owner(), running(f));
      case FfmpegExited f -> new Assigned(state.config(), state.owner(), ended(f));
      case AllocationFailed f ->
          new Assigned(state.config(), state.owner(), new Ffmpeg(f.attempt(), null));
      case PublisherConnected _,
          PublisherDisconnected _,
          MediaStarted _,
          MediaStalled _,
          PictureSizeChanged _,
          ProcessTornDown _ ->
          state;
    };
  }

  private static ProcessState activated(
      Assigned state, Ffmpeg ffmpeg, @Nullable Endpoint endpoint) {
    return new Active(state.config(), state.owner(), ffmpeg, endpoint, null);
  }

  private static ProcessState whenActive(Active state, WorkerFact fact) {
    return switch (fact) {
      case PortsAllocated f ->
          new Active(
              state.config(),
              state.owner(),
              ffmpeg(f, state.ffmpeg()),
              endpoint(f),
              state.publisher());
      case FfmpegStarted f -> with(state, running(f));
      case FfmpegExited f -> with(state, ended(f));
      case AllocationFailed f -> with(state, new Ffmpeg(f.attempt(), null));
      case PublisherConnected f -> with(state, new Publisher(f.sessionId(), false));
      case PublisherDisconnected f when isCurrent(state, f.sessionId()) ->
          with(state, (Publisher) null);
      case MediaStarted f when isCurrent(state, f.sessionId()) ->
          with(state, new Publisher(f.sessionId(), true));
      case MediaStalled f when isCurrent(state, f.sessionId()) ->
          with(state, new Publisher(f.sessionId(), false));
      // Of a publisher that another has replaced.
      case PublisherDisconnected _, MediaStarted _, MediaStalled _ -> state;
      case PictureSizeChanged _, ProcessTornDown _ -> state;
    };
  }

  private static ProcessState whenStopping(Stopping state, WorkerFact fact) {
    return switch (fact) {
      case FfmpegStarted f -> new Stopping(state.config(), state.owner(), running(f));
      case FfmpegExited f -> new Stopping(state.config(), state.owner(), ended(f));
      case PortsAllocated _,
          AllocationFailed _,
          PublisherConnected _,
          PublisherDisconnected _,
          MediaStarted _,
          MediaStalled _,
          PictureSizeChanged _,
          ProcessTornDown _ ->
          state;
    };
  }

  private static boolean isCurrent(Active state, String sessionId) {
    Publisher publisher = state.publisher();
    return publisher != null && publisher.sessionId().equals(sessionId);
  }

  private static Active with(Active state, Ffmpeg ffmpeg) {
    return new Active(state.config(), state.owner(), ffmpeg, state.endpoint(), state.publisher());
  }

  private static Active with(Active state, @Nullable Publisher publisher) {
    return new Active(state.config(), state.owner(), state.ffmpeg(), state.endpoint(), publisher);
  }

  private static Endpoint endpoint(PortsAllocated fact) {
    return new Endpoint(fact.ports(), fact.whipUrl());
  }

  /// FFmpeg is reported to run before or after its ports are, but of the same attempt.
  private static Ffmpeg ffmpeg(PortsAllocated fact, Ffmpeg known) {
    return known.attempt() == fact.attempt() ? known : new Ffmpeg(fact.attempt(), null);
  }

  private static Ffmpeg running(FfmpegStarted fact) {
    return new Ffmpeg(fact.attempt(), fact.pid());
  }

  private static Ffmpeg ended(FfmpegExited fact) {
    return new Ffmpeg(fact.attempt(), null);
  }
}
