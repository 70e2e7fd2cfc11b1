package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.Ignored;
import io.sluice.controlplane.process.ProcessEvent.IncarnationChanged;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.MoveCutShort;
import io.sluice.controlplane.process.ProcessEvent.ProcessQuarantined;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.StopReason;
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
import io.sluice.identity.Generation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes facts of the worker that holds the process under its generation, and no others.
final class FactDecider {
  private FactDecider() {}

  static List<ProcessEvent> decide(Process process, WorkerFact fact, Instant now, Placing placing) {
    return switch (process.state()) {
      case Absent _ -> ignored(Ignored.UNKNOWN_PROCESS, "no such process was ever started");
      case Waiting s -> ownerless(s.lastGeneration(), fact);
      case Stopped s -> ownerless(s.lastGeneration(), fact);
      case Quarantined s -> ownerless(s.lastGeneration(), fact);
      case Held held -> owned(held, fact, new Means(process.failures(), now, placing));
    };
  }

  /// What a decision on a fact needs beside state and fact.
  private record Means(Failures failures, Instant now, Placing placing) {}

  private static List<ProcessEvent> ownerless(Generation last, WorkerFact fact) {
    return last.isOlderThan(fact.origin().generation())
        ? ignored(Ignored.UNKNOWN_GENERATION, "that generation was never given")
        : ignored(Ignored.OLD_GENERATION, "that generation has ended");
  }

  private static List<ProcessEvent> owned(Held state, WorkerFact fact, Means means) {
    if (state instanceof Moving moving && isOfLeaving(moving, fact.origin())) {
      return ofLeaving(moving, fact);
    }
    Owner owner = state.owner();
    Optional<List<ProcessEvent>> foreign = foreign(owner, fact.origin());
    if (foreign.isPresent()) {
      return foreign.get();
    }
    if (owner.incarnation().isOlderThan(fact.origin().incarnation())) {
      return inNewLife(state, fact, means);
    }
    return taken(state, fact, means);
  }

  private static boolean isOfLeaving(Moving state, FactOrigin origin) {
    Owner leaving = state.leaving().owner();
    return leaving.workerId().equals(origin.workerId())
        && leaving.generation().equals(origin.generation());
  }

  /// What comes and goes there decides nothing any more, but publishers must not be led to what is
  /// gone.
  private static List<ProcessEvent> ofLeaving(Moving state, WorkerFact fact) {
    return fact instanceof ProcessTornDown
        ? List.of(new MoveCutShort(state.leaving().owner().workerId(), Loss.WORKER_SHUTDOWN))
        : ignored(Ignored.OLD_GENERATION, "the process is moving away from that worker");
  }

  /// Rule 4: what another worker, an ended life or another generation says changes nothing.
  private static Optional<List<ProcessEvent>> foreign(Owner owner, FactOrigin origin) {
    if (origin.generation().isOlderThan(owner.generation())) {
      return Optional.of(ignored(Ignored.OLD_GENERATION, "that generation has ended"));
    }
    if (owner.generation().isOlderThan(origin.generation())) {
      return Optional.of(ignored(Ignored.UNKNOWN_GENERATION, "that generation was never given"));
    }
    if (!origin.workerId().equals(owner.workerId())) {
      return Optional.of(ignored(Ignored.WRONG_WORKER, "another worker holds the process"));
    }
    if (origin.incarnation().isOlderThan(owner.incarnation())) {
      return Optional.of(ignored(Ignored.OLD_INCARNATION, "that life of the worker is over"));
    }
    return Optional.empty();
  }

  /// The worker's facts came before the news of its restart.
  private static List<ProcessEvent> inNewLife(Held state, WorkerFact fact, Means means) {
    ProcessEvent changed =
        new IncarnationChanged(state.owner().workerId(), fact.origin().incarnation());
    List<ProcessEvent> events = new ArrayList<>();
    events.add(changed);
    events.addAll(taken((Held) ProcessEvolution.evolve(state, changed), fact, means));
    return events;
  }

  private static List<ProcessEvent> taken(Held state, WorkerFact fact, Means means) {
    Optional<Ffmpeg> next = state.ffmpeg().moved(fact);
    if (next.isPresent() && !state.ffmpeg().mayBecome(next.get())) {
      return illegal(state.ffmpeg(), next.get());
    }
    return switch (state) {
      case Assigned assigned -> whenAssigned(assigned, fact, means);
      case Moving moving -> whenAssigned(moving, fact, means);
      case Active active -> whenActive(active, fact, means);
      case Stopping _ -> whenStopping(fact);
    };
  }

  private static List<ProcessEvent> illegal(Ffmpeg known, Ffmpeg next) {
    return ignored(
        Ignored.ILLEGAL_MOVE,
        "attempt %d of FFmpeg is %s: it cannot be that attempt %d is %s"
            .formatted(known.attempt(), known.exec(), next.attempt(), next.exec()));
  }

  private static List<ProcessEvent> whenAssigned(Held state, WorkerFact fact, Means means) {
    return switch (fact) {
      case PortsAllocated _ -> portsAllocated(state.config(), fact);
      case FfmpegExited exited -> exited(state, exited, means);
      case ProcessTornDown tornDown -> tornDown(state, tornDown, means.placing());
      case AllocationFailed _,
          FfmpegStarting _,
          FfmpegStarted _,
          FfmpegFinishing _,
          LimitExceeded _ ->
          List.of(fact);
      case PublisherConnected _,
          PublisherDisconnected _,
          MediaStarted _,
          MediaStalled _,
          PictureSizeChanged _ ->
          ignored(Ignored.NOT_EXPECTED, "the process takes no publisher yet");
    };
  }

  private static List<ProcessEvent> whenActive(Active state, WorkerFact fact, Means means) {
    return switch (fact) {
      case PortsAllocated _ -> portsAllocated(state.config(), fact);
      case FfmpegExited exited -> exited(state, exited, means);
      case ProcessTornDown tornDown -> tornDown(state, tornDown, means.placing());
      case AllocationFailed _,
          FfmpegStarting _,
          FfmpegStarted _,
          FfmpegFinishing _,
          LimitExceeded _,
          PublisherConnected _,
          PublisherDisconnected _,
          MediaStarted _,
          MediaStalled _,
          PictureSizeChanged _ ->
          List.of(fact);
    };
  }

  private static List<ProcessEvent> whenStopping(WorkerFact fact) {
    return switch (fact) {
      case ProcessTornDown tornDown ->
          List.of(tornDown, new ProcessStopped(StopReason.STOPPED, tornDown.forced()));
      // Reported before the worker saw that its assignment is gone.
      case PortsAllocated _,
          AllocationFailed _,
          FfmpegStarting _,
          FfmpegStarted _,
          FfmpegFinishing _,
          FfmpegExited _,
          LimitExceeded _,
          PublisherConnected _,
          PublisherDisconnected _,
          MediaStarted _,
          MediaStalled _,
          PictureSizeChanged _ ->
          List.of(fact);
    };
  }

  private static List<ProcessEvent> portsAllocated(ProcessConfig config, WorkerFact fact) {
    return config.whipIngest().enabled()
        ? List.of(fact)
        : ignored(Ignored.NOT_EXPECTED, "the process has no WHIP endpoint");
  }

  /// A failure too many ends the generation. What FFmpeg cannot do here it will not do elsewhere:
  /// failures count over workers, and another one is tried only when this one is lost. A process
  /// that is not to be brought back stops when its worker says that nothing is left.
  private static List<ProcessEvent> exited(Held state, FfmpegExited exit, Means means) {
    Supervision supervision = state.config().supervision();
    Failures failures = FailureEvolution.with(means.failures(), state, exit, means.now());
    boolean tooMany = !exit.expected() && failures.areTooMany(supervision);
    return supervision.reconnect() && tooMany
        ? List.of(exit, new ProcessQuarantined(state.owner().generation(), failures.counted()))
        : List.of(exit);
  }

  /// The worker let go of a process that should run.
  private static List<ProcessEvent> tornDown(Held state, ProcessTornDown fact, Placing placing) {
    List<ProcessEvent> events = new ArrayList<>();
    events.add(fact);
    if (fact.isEnd()) {
      events.add(new ProcessStopped(StopReason.ENDED, fact.forced()));
    } else if (fact.isFailure()) {
      events.add(new ProcessStopped(StopReason.FAILED, fact.forced()));
    } else {
      events.addAll(
          state instanceof Moving moving
              ? placing.moveOn(moving, Loss.WORKER_SHUTDOWN)
              : placing.placeAgain(state.config(), state.owner(), Loss.WORKER_SHUTDOWN));
    }
    return events;
  }

  static List<ProcessEvent> ignored(Ignored reason, String detail) {
    return List.of(new FactIgnored(reason, detail));
  }
}
