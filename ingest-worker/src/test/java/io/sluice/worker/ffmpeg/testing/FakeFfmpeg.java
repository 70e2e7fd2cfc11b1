package io.sluice.worker.ffmpeg.testing;

import io.sluice.process.rules.FfmpegJob;
import io.sluice.worker.ffmpeg.CouldNotStartException;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.Ffmpeg;
import io.sluice.worker.ffmpeg.FfmpegExit;
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
  public RunningFfmpeg start(FfmpegJob job, Optional<LegPlan> whip) throws CouldNotStartException {
    CouldNotStartException problem = refusal;
    if (problem != null) {
      throw problem;
    }
    Run run = new Run(1000 + runs.size(), whip, listensAtOnce);
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
    private final Optional<LegPlan> plan;
    private final boolean listens;
    private final CompletableFuture<FfmpegExit> exit = new CompletableFuture<>();

    private Run(long pid, Optional<LegPlan> plan, boolean listens) {
      this.pid = pid;
      this.plan = plan;
      this.listens = listens;
    }

    /// Where it was told to listen.
    public Optional<LegPlan> plan() {
      return plan;
    }

    /// Ends as if by itself.
    public void end(ExitReason reason) {
      exit.complete(
          new FfmpegExit(pid, OptionalInt.of(1), OptionalInt.empty(), reason, false, List.of()));
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
      return Progress.NONE;
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
