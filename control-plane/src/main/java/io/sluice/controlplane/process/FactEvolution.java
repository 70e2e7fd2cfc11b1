package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Held;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.controlplane.process.WorkerFact.AllocationFailed;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.process.WorkerFact.FfmpegFinishing;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarted;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarting;
import io.sluice.controlplane.process.WorkerFact.LimitExceeded;
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
      case Moving moving -> whenMoving(moving, fact);
      case Stopping s -> new Stopping(s.target(), s.owner(), moved(s, fact));
      case Absent _, Waiting _, Stopped _, Quarantined _ -> state;
    };
  }

  private static ProcessState whenAssigned(Assigned state, WorkerFact fact) {
    Ffmpeg ffmpeg = moved(state, fact);
    return switch (fact) {
      case PortsAllocated f -> activated(state, ffmpeg, endpoint(f));
      case FfmpegStarted _ when !state.config().whipIngest().enabled() ->
          activated(state, ffmpeg, null);
      case FfmpegStarting _,
          FfmpegStarted _,
          FfmpegFinishing _,
          FfmpegExited _,
          AllocationFailed _,
          LimitExceeded _,
          PublisherConnected _,
          PublisherDisconnected _,
          MediaStarted _,
          MediaStalled _,
          PictureSizeChanged _,
          ProcessTornDown _ ->
          new Assigned(state.target(), state.owner(), ffmpeg);
    };
  }

  /// What the new owner says; the one before is told nothing of any more.
  private static ProcessState whenMoving(Moving state, WorkerFact fact) {
    Ffmpeg ffmpeg = moved(state, fact);
    return fact instanceof PortsAllocated ready
        ? activated(state, ffmpeg, endpoint(ready))
        : new Moving(state.target(), state.owner(), ffmpeg, state.leaving());
  }

  private static ProcessState activated(Held state, Ffmpeg ffmpeg, @Nullable Endpoint endpoint) {
    return new Active(state.target(), state.owner(), ffmpeg, endpoint, null);
  }

  private static ProcessState whenActive(Active state, WorkerFact fact) {
    return switch (fact) {
      case PortsAllocated f ->
          new Active(state.target(), state.owner(), state.ffmpeg(), endpoint(f), state.publisher());
      case PublisherConnected f -> with(state, new Publisher(f.sessionId(), false));
      case PublisherDisconnected f when isCurrent(state, f.sessionId()) ->
          with(state, (Publisher) null);
      case MediaStarted f when isCurrent(state, f.sessionId()) ->
          with(state, new Publisher(f.sessionId(), true));
      case MediaStalled f when isCurrent(state, f.sessionId()) ->
          with(state, new Publisher(f.sessionId(), false));
      // Of a publisher that another has replaced.
      case PublisherDisconnected _, MediaStarted _, MediaStalled _ -> state;
      case FfmpegStarting _,
          FfmpegStarted _,
          FfmpegFinishing _,
          FfmpegExited _,
          AllocationFailed _,
          LimitExceeded _,
          PictureSizeChanged _,
          ProcessTornDown _ ->
          with(state, moved(state, fact));
    };
  }

  private static Ffmpeg moved(Held state, WorkerFact fact) {
    return state.ffmpeg().moved(fact).orElse(state.ffmpeg());
  }

  private static boolean isCurrent(Active state, String sessionId) {
    Publisher publisher = state.publisher();
    return publisher != null && publisher.sessionId().equals(sessionId);
  }

  private static Active with(Active state, Ffmpeg ffmpeg) {
    return new Active(state.target(), state.owner(), ffmpeg, state.endpoint(), state.publisher());
  }

  private static Active with(Active state, @Nullable Publisher publisher) {
    return new Active(state.target(), state.owner(), state.ffmpeg(), state.endpoint(), publisher);
  }

  private static Endpoint endpoint(PortsAllocated fact) {
    return new Endpoint(fact.ports(), fact.whipUrl());
  }
}
