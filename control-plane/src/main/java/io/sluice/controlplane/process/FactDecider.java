package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.Ignored;
import io.sluice.controlplane.process.ProcessEvent.IncarnationChanged;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.StopReason;
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
import io.sluice.identity.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes facts of the worker that holds the process under its generation, and no others.
final class FactDecider {
  private FactDecider() {}

  static List<ProcessEvent> decide(ProcessState state, WorkerFact fact, Placing placing) {
    return switch (state) {
      case Absent _ -> ignored(Ignored.UNKNOWN_PROCESS, "no such process was ever started");
      case Waiting waiting -> ownerless(waiting.lastGeneration(), fact);
      case Stopped stopped -> ownerless(stopped.lastGeneration(), fact);
      case Assigned assigned -> owned(assigned, assigned.owner(), fact, placing);
      case Active active -> owned(active, active.owner(), fact, placing);
      case Stopping stopping -> owned(stopping, stopping.owner(), fact, placing);
    };
  }

  private static List<ProcessEvent> ownerless(Generation last, WorkerFact fact) {
    return last.isOlderThan(fact.origin().generation())
        ? ignored(Ignored.UNKNOWN_GENERATION, "that generation was never given")
        : ignored(Ignored.OLD_GENERATION, "that generation has ended");
  }

  private static List<ProcessEvent> owned(
      ProcessState state, Owner owner, WorkerFact fact, Placing placing) {
    Optional<List<ProcessEvent>> foreign = foreign(owner, fact.origin());
    if (foreign.isPresent()) {
      return foreign.get();
    }
    if (owner.incarnation().isOlderThan(fact.origin().incarnation())) {
      return inNewLife(state, owner, fact, placing);
    }
    return taken(state, fact, placing);
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
  private static List<ProcessEvent> inNewLife(
      ProcessState state, Owner owner, WorkerFact fact, Placing placing) {
    ProcessEvent changed = new IncarnationChanged(owner.workerId(), fact.origin().incarnation());
    List<ProcessEvent> events = new ArrayList<>();
    events.add(changed);
    events.addAll(taken(ProcessEvolution.evolve(state, changed), fact, placing));
    return events;
  }

  private static List<ProcessEvent> taken(ProcessState state, WorkerFact fact, Placing placing) {
    return switch (state) {
      case Assigned assigned -> whenAssigned(assigned, fact, placing);
      case Active active -> whenActive(active, fact, placing);
      case Stopping _ -> whenStopping(fact);
      case Absent _, Waiting _, Stopped _ ->
          throw new IllegalStateException("no worker holds a process that is " + state);
    };
  }

  private static List<ProcessEvent> whenAssigned(Assigned state, WorkerFact fact, Placing placing) {
    return switch (fact) {
      case PortsAllocated _ -> portsAllocated(state.config(), fact);
      case AllocationFailed _, FfmpegStarted _, FfmpegExited _ -> List.of(fact);
      case ProcessTornDown _ -> tornDown(state.config(), state.owner(), fact, placing);
      case PublisherConnected _,
          PublisherDisconnected _,
          MediaStarted _,
          MediaStalled _,
          PictureSizeChanged _ ->
          ignored(Ignored.NOT_EXPECTED, "the process takes no publisher yet");
    };
  }

  private static List<ProcessEvent> whenActive(Active state, WorkerFact fact, Placing placing) {
    return switch (fact) {
      case PortsAllocated _ -> portsAllocated(state.config(), fact);
      case ProcessTornDown _ -> tornDown(state.config(), state.owner(), fact, placing);
      case AllocationFailed _,
          FfmpegStarted _,
          FfmpegExited _,
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
          FfmpegStarted _,
          FfmpegExited _,
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

  /// The worker let go of a process that should run, whatever made it do so.
  private static List<ProcessEvent> tornDown(
      ProcessConfig config, Owner owner, WorkerFact fact, Placing placing) {
    List<ProcessEvent> events = new ArrayList<>();
    events.add(fact);
    events.addAll(placing.placeAgain(config, owner, Loss.WORKER_SHUTDOWN));
    return events;
  }

  static List<ProcessEvent> ignored(Ignored reason, String detail) {
    return List.of(new FactIgnored(reason, detail));
  }
}
