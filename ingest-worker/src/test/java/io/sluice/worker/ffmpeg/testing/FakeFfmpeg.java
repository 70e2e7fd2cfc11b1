package io.sluice.worker.ffmpeg.testing;

import io.sluice.process.rules.FfmpegJob;
import io.sluice.worker.ffmpeg.CouldNotStartException;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.Ffmpeg;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ffmpeg.Priority;
import io.sluice.worker.ffmpeg.Progress;
import io.sluice.worker.ffmpeg.RunningFfmpeg;
import io.sluice.worker.ffmpeg.Said;
import io.sluice.worker.legs.LegPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Runs nothing and behaves as told.
///
/// Thread: any.
public final class FakeFfmpeg implements Ffmpeg {
  private final List<Run> runs = new CopyOnWriteArrayList<>();
  private volatile @Nullable CouldNotStartException refusal;
  private final AtomicInteger endedPlaylists = new AtomicInteger();
  private volatile boolean listensAtOnce = true;

  /// Every start fails from here on.
  public void refuseToStart(ExitReason reason) {
    refusal = new CouldNotStartException(reason, "told not to start");
  }

  public void startAgain() {
    refusal = null;
  }

  /// Those started from here on bind no ports.
  public void neverListen() {
    listensAtOnce = false;
  }

  /// All that were started, in order.
  public List<Run> runs() {
    return runs;
  }

  public long alive() {
    return runs.stream().filter(run -> !run.exit().isDone()).count();
  }

  @Override
  public RunningFfmpeg start(FfmpegJob job, Optional<LegPlan> whip, Priority priority)
      throws CouldNotStartException {
    CouldNotStartException problem = refusal;
    if (problem != null) {
      throw problem;
    }
    Run run = new Run(1000 + runs.size(), job, whip, priority, listensAtOnce);
    runs.add(run);
    return run;
  }

  @Override
  public void endPlaylists(FfmpegJob job) {
    endedPlaylists.incrementAndGet();
  }

  /// How often the playlists of a job got their end.
  public int endedPlaylists() {
    return endedPlaylists.get();
  }

  /// One that was started.
  public static final class Run implements RunningFfmpeg {
    private final long pid;
    private final FfmpegJob job;
    private final Optional<LegPlan> plan;
    private final Priority priority;
    private final boolean listens;
    private final CompletableFuture<FfmpegExit> exit = new CompletableFuture<>();

    private volatile Progress progress = Progress.NONE;

    private Run(
        long pid, FfmpegJob job, Optional<LegPlan> plan, Priority priority, boolean listens) {
      this.pid = pid;
      this.job = job;
      this.priority = priority;
      this.plan = plan;
      this.listens = listens;
    }

    /// Where it was told to listen.
    public Optional<LegPlan> plan() {
      return plan;
    }

    public FfmpegJob job() {
      return job;
    }

    public Priority priority() {
      return priority;
    }

    /// Says from here on that it has written so many bytes.
    public void write(long bytes) {
      progress = new Progress(-1, -1, -1, -1, -1, -1, Duration.ZERO, bytes, false);
    }

    /// Ends as if by itself.
    public void end(ExitReason reason) {
      int code = reason == ExitReason.ENDED_BY_ITSELF ? 0 : 1;
      exit.complete(
          new FfmpegExit(pid, OptionalInt.of(code), OptionalInt.empty(), reason, false, List.of()));
    }

    @Override
    public long pid() {
      return pid;
    }

    @Override
    public CompletableFuture<FfmpegExit> exit() {
      return exit;
    }

    @Override
    public boolean awaitListening(Duration limit) throws InterruptedException {
      if (listens) {
        return !exit.isDone();
      }
      try {
        exit.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return false;
      }
      return false;
    }

    @Override
    public Progress progress() {
      return progress;
    }

    @Override
    public Said said() {
      return Said.NOTHING;
    }

    @Override
    public boolean stop(Runnable bye) {
      bye.run();
      exit.complete(
          new FfmpegExit(
              pid, OptionalInt.of(0), OptionalInt.empty(), ExitReason.STOPPED, true, List.of()));
      return false;
    }
  }
}
