package io.sluice.worker.report;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.worker.ffmpeg.CouldNotStartException;
import io.sluice.worker.ffmpeg.Ffmpeg;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ffmpeg.Priority;
import io.sluice.worker.ffmpeg.RunningFfmpeg;
import io.sluice.worker.ingest.FactSink;
import io.sluice.worker.ingest.IngestFact;
import io.sluice.worker.ingest.PublisherReception;
import io.sluice.worker.legs.LegPlan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// The runs of FFmpeg of which something is still to be written. It learns of them from what passes
/// anyway: which FFmpegs are started, and the facts that say for which run. Whatever state Kafka is
/// in, only the latest of each run is held, and only so many that have ended.
///
/// Thread: any.
public final class ReportedRuns {
  private static final int ENDED_AT_MOST = 200;
  private static final long FORGET_SECONDS = 60;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Function<ProcessId, Optional<PublisherReception>> publishers;

  private final Map<Long, StartedFfmpeg> unnamed = new HashMap<>(); // by pid; guarded by this
  private final Map<RunKey, WatchedRun> runs = new LinkedHashMap<>(); // guarded by this
  private long dropped; // guarded by this

  /// @param nanoTime monotonic, nanoseconds
  /// @param publishers how the media of a process's publisher comes in; asked now and then, on the
  ///   thread that writes
  public ReportedRuns(
      InstantSource clock,
      LongSupplier nanoTime,
      Function<ProcessId, Optional<PublisherReception>> publishers) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.publishers = publishers;
  }

  /// `next`, with each FFmpeg that it starts seen.
  public Ffmpeg watching(Ffmpeg next) {
    return new Ffmpeg() {
      @Override
      public RunningFfmpeg start(FfmpegJob job, Optional<LegPlan> whip, Priority priority)
          throws CouldNotStartException {
        RunningFfmpeg started = next.start(job, whip, priority);
        started(started);
        return started;
      }

      @Override
      public void endPlaylists(FfmpegJob job) {
        next.endPlaylists(job);
      }
    };
  }

  /// `next`, with each fact about an FFmpeg heard.
  public FactSink watching(FactSink next) {
    return (processId, generation, fact) -> {
      heard(processId, generation, fact);
      next.report(processId, generation, fact);
    };
  }

  private synchronized void started(RunningFfmpeg ffmpeg) {
    StartedFfmpeg started = new StartedFfmpeg(ffmpeg, clock.instant());
    unnamed.put(ffmpeg.pid(), started);
    // No fact may ever name it, when its ingest fails by a bug.
    var _ =
        ffmpeg
            .exit()
            .thenRunAsync(
                () -> forget(ffmpeg.pid(), started),
                CompletableFuture.delayedExecutor(FORGET_SECONDS, TimeUnit.SECONDS));
  }

  private synchronized void forget(long pid, StartedFfmpeg started) {
    unnamed.remove(pid, started);
  }

  private void heard(ProcessId processId, Generation generation, IngestFact fact) {
    switch (fact) {
      case IngestFact.FfmpegStarted f ->
          runs(new RunKey(processId, generation, f.attempt()), f.pid());
      case IngestFact.FfmpegExited f ->
          ended(new RunKey(processId, generation, f.attempt()), f.exit());
      case IngestFact.FfmpegStarting _,
          IngestFact.FfmpegFinishing _,
          IngestFact.LimitExceeded _,
          IngestFact.PortsAllocated _,
          IngestFact.AllocationFailed _,
          IngestFact.PublisherConnected _,
          IngestFact.MediaStarted _,
          IngestFact.PictureSizeChanged _,
          IngestFact.MediaStalled _,
          IngestFact.PublisherDisconnected _,
          IngestFact.TornDown _ -> {}
    }
  }

  private synchronized void runs(RunKey key, long pid) {
    StartedFfmpeg started = unnamed.remove(pid);
    if (started != null) {
      runs.put(key, new WatchedRun(key, started, nanoTime.getAsLong()));
    }
  }

  private synchronized void ended(RunKey key, FfmpegExit exit) {
    runs(key, exit.pid());
    if (!runs.containsKey(key)) {
      var never = new StartedFfmpeg(new NeverStarted(exit, clock.instant()), clock.instant());
      runs.put(key, new WatchedRun(key, never, nanoTime.getAsLong()));
    }
    WatchedRun run = runs.remove(key);
    run.ended(exit);
    runs.put(key, run); // again, as the latest to have ended
    dropOldest();
  }

  private void dropOldest() {
    long ended = runs.values().stream().filter(WatchedRun::hasEnded).count();
    Iterator<WatchedRun> oldestFirst = runs.values().iterator();
    while (ended > ENDED_AT_MOST && oldestFirst.hasNext()) {
      if (oldestFirst.next().hasEnded()) {
        oldestFirst.remove();
        dropped++;
        ended--;
      }
    }
  }

  /// One that is to be written: ends at once, changes of a running one every `interval`.
  synchronized Optional<RunSnapshot> due(Duration interval) {
    long now = nanoTime.getAsLong();
    return runs.values().stream()
        .flatMap(run -> run.due(now, interval.toNanos(), publishers).stream())
        .findFirst();
  }

  /// Kafka has it.
  synchronized void written(RunSnapshot snapshot) {
    WatchedRun run = runs.get(snapshot.run());
    if (run == null) {
      return;
    }
    run.written(snapshot);
    if (snapshot.exit().isPresent()) {
      runs.remove(snapshot.run());
    }
  }

  /// How many runs ended whose report Kafka has not taken yet.
  public synchronized long waiting() {
    return runs.values().stream().filter(WatchedRun::hasEnded).count();
  }

  /// How many reports of ended runs were lost, because too many waited for Kafka.
  public synchronized long dropped() {
    return dropped;
  }
}
