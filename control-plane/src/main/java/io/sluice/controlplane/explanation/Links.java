package io.sluice.controlplane.explanation;

import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.process.FactOrigin;
import io.sluice.controlplane.process.Failure;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessEvent.CommandAccepted;
import io.sluice.controlplane.process.ProcessEvent.CommandChangedNothing;
import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.controlplane.process.ProcessEvent.CommandRepeated;
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
import io.sluice.controlplane.process.ProcessEvent.StopRequested;
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
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Which earlier transitions one follows from. The log does not say so; the generation, the attempt
/// and the WHIP session that a fact names do.
///
/// @param history of one process, in order
record Links(List<RecordedTransition> history) {

  /// Indices in the history, each smaller than `index`.
  SortedSet<Integer> before(int index) {
    SortedSet<Integer> found = new TreeSet<>();
    for (ProcessEvent event : history.get(index).events()) {
      add(index, event, found);
    }
    return found;
  }

  private void add(int index, ProcessEvent event, SortedSet<Integer> found) {
    switch (event) {
      case PortsAllocated e -> addAttempt(index, e.origin(), e.attempt(), found);
      case AllocationFailed e -> addAttempt(index, e.origin(), e.attempt(), found);
      case FfmpegStarting e -> addAttempt(index, e.origin(), e.attempt(), found);
      case FfmpegStarted e -> addStart(index, e, found);
      case FfmpegFinishing e -> {
        addOrder(index, found);
        addRun(index, e.origin(), e.attempt(), found);
      }
      case LimitExceeded e -> addRun(index, e.origin(), e.attempt(), found);
      case FfmpegExited e -> addWhatEnded(index, e, found);
      case PublisherConnected e ->
          addLatest(
              index, o -> o instanceof PortsAllocated p && isOf(p.origin(), e.origin()), found);
      case MediaStarted e -> addLatest(index, o -> isConnected(o, e.sessionId()), found);
      case MediaStalled e -> addMedia(index, e.sessionId(), found);
      case PictureSizeChanged e -> addMedia(index, e.sessionId(), found);
      case PublisherDisconnected e -> addWhatEnded(index, e, found);
      case ProcessTornDown e -> {
        addOrder(index, found);
        addLatest(index, o -> o instanceof FfmpegExited x && isOf(x.origin(), e.origin()), found);
      }
      case ProcessStopped _ -> addOrder(index, found);
      case PlacementLost e ->
          addLatest(
              index,
              o ->
                  switch (o) {
                    case ProcessPlaced p -> p.generation().equals(e.generation());
                    case MoveBegan m -> m.generation().equals(e.generation());
                    default -> false; // nothing else gives a generation
                  },
              found);
      case IncarnationChanged _ -> addLatest(index, Links::isPlacement, found);
      case ProcessPlaced _ -> addLatest(index, o -> o instanceof PlacementPostponed, found);
      case MoveBegan _ -> addLatest(index, Links::isPlacement, found);
      case MoveCutShort _ -> addLatest(index, o -> o instanceof MoveBegan, found);
      case StopRequested _, RestartRequested _ -> addLatest(index, Links::isPlacement, found);
      case ProcessQuarantined e ->
          e.failures().forEach(failure -> addFailure(index, failure, found));
      case ProcessReleased _ -> addLatest(index, o -> o instanceof ProcessQuarantined, found);
      case CommandRepeated e -> addSequence(e.first().sequence(), index, found);
      case CommandRejected _ -> addLatest(index, o -> o instanceof CommandAccepted, found);
      case CommandChangedNothing _ ->
          addLatest(index, o -> o instanceof ProcessStopped || o instanceof StopRequested, found);
      case CommandAccepted _,
          ProcessConfigured _,
          PlacementPostponed _,
          FactIgnored _,
          InputRefused _ -> {}
    }
  }

  private void addStart(int index, FfmpegStarted event, SortedSet<Integer> found) {
    int ports =
        latest(
            index,
            o ->
                o instanceof PortsAllocated p
                    && p.attempt() == event.attempt()
                    && isOf(p.origin(), event.origin()));
    if (ports >= 0) {
      found.add(ports);
    } else {
      addAttempt(index, event.origin(), event.attempt(), found);
    }
  }

  /// The start of a run of FFmpeg.
  private void addRun(int index, FactOrigin origin, int attempt, SortedSet<Integer> found) {
    addLatest(
        index,
        o -> o instanceof FfmpegStarted s && s.attempt() == attempt && isOf(s.origin(), origin),
        found);
  }

  /// What happened since the run began and can have ended it.
  private void addWhatEnded(int index, FfmpegExited event, SortedSet<Integer> found) {
    addRun(index, event.origin(), event.attempt(), found);
    int begun =
        latest(
            index,
            o ->
                o instanceof FfmpegStarted s
                    && s.attempt() == event.attempt()
                    && isOf(s.origin(), event.origin()));
    int ending =
        latest(
            index,
            o ->
                switch (o) {
                  case FfmpegFinishing f -> f.attempt() == event.attempt();
                  case LimitExceeded l -> l.attempt() == event.attempt();
                  case StopRequested _, RestartRequested _, PlacementLost _ -> event.expected();
                  default -> false; // nothing else ends a run
                });
    if (ending > begun) {
      found.add(ending);
    }
  }

  private void addFailure(int index, Failure failure, SortedSet<Integer> found) {
    addLatest(
        index,
        o ->
            o instanceof FfmpegExited x
                && x.attempt() == failure.attempt()
                && x.origin().generation().equals(failure.generation()),
        found);
  }

  /// An attempt follows from the one before, the first from the placement.
  private void addAttempt(int index, FactOrigin origin, int attempt, SortedSet<Integer> found) {
    int failed =
        latest(
            index,
            o ->
                switch (o) {
                  case FfmpegExited x -> x.attempt() < attempt && isOf(x.origin(), origin);
                  case AllocationFailed x -> x.attempt() < attempt && isOf(x.origin(), origin);
                  default -> false; // nothing else begins an attempt
                });
    if (failed >= 0) {
      found.add(failed);
    } else {
      addLatest(index, o -> isPlacement(o) || o instanceof IncarnationChanged, found);
    }
  }

  private void addMedia(int index, String session, SortedSet<Integer> found) {
    int media = latest(index, o -> o instanceof MediaStarted m && m.sessionId().equals(session));
    if (media >= 0) {
      found.add(media);
    } else {
      addLatest(index, o -> isConnected(o, session), found);
    }
  }

  /// What happened between the publisher's coming and going and can have ended it.
  private void addWhatEnded(int index, PublisherDisconnected event, SortedSet<Integer> found) {
    addMedia(index, event.sessionId(), found);
    int since = latest(index, o -> isConnected(o, event.sessionId()));
    int cause =
        latest(
            index,
            o ->
                o instanceof StopRequested
                    || o instanceof PlacementLost
                    || o instanceof FfmpegExited
                    || o instanceof MediaStalled s && s.sessionId().equals(event.sessionId()));
    if (cause > since) {
      found.add(cause);
    }
  }

  /// The command, or the loss, that made the worker end it.
  private void addOrder(int index, SortedSet<Integer> found) {
    int order =
        latest(
            index,
            o ->
                o instanceof StopRequested
                    || o instanceof RestartRequested
                    || o instanceof PlacementLost);
    int placed = latest(index, Links::isPlacement);
    if (order >= 0 && order >= placed) {
      found.add(order);
    } else if (placed >= 0) {
      found.add(placed);
    }
  }

  private void addSequence(long sequence, int index, SortedSet<Integer> found) {
    for (int i = 0; i < index; i++) {
      if (history.get(i).sequence() == sequence) {
        found.add(i);
      }
    }
  }

  private void addLatest(int index, Predicate<ProcessEvent> wanted, SortedSet<Integer> found) {
    int latest = latest(index, wanted);
    if (latest >= 0) {
      found.add(latest);
    }
  }

  /// The last transition before `index` with such an event; negative when there is none.
  private int latest(int index, Predicate<ProcessEvent> wanted) {
    for (int i = index - 1; i >= 0; i--) {
      if (history.get(i).events().stream().anyMatch(wanted)) {
        return i;
      }
    }
    return -1;
  }

  /// A worker was given it.
  private static boolean isPlacement(ProcessEvent event) {
    return event instanceof ProcessPlaced || event instanceof MoveBegan;
  }

  private static boolean isConnected(ProcessEvent event, String session) {
    return event instanceof PublisherConnected connected && connected.sessionId().equals(session);
  }

  private static boolean isOf(FactOrigin earlier, FactOrigin later) {
    return earlier.generation().equals(later.generation())
        && earlier.incarnation().equals(later.incarnation());
  }
}
