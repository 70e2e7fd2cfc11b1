package io.sluice.simulation;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Runs many seeds, on all processors, until one is broken.
///
/// Thread: owns `simulation-N` while it runs.
public final class Seeds {
  /// @param broken of the lowest seed that was found broken; empty when all were sound
  public record Result(Figures figures, Optional<Verdict.Broken> broken) {}

  private final long from;
  private final long to;
  private final int steps;
  private final Seams seams;
  private final LongConsumer progress;
  private final AtomicLong next;

  private Figures figures = Figures.NONE; // guarded by this
  private Verdict.@Nullable Broken broken; // guarded by this

  private Seeds(long from, long count, int steps, Seams seams, LongConsumer progress) {
    this.from = from;
    this.to = from + count;
    this.steps = steps;
    this.seams = seams;
    this.progress = progress;
    this.next = new AtomicLong(from);
  }

  /// @param progress told how many seeds are done, after each
  public static Result run(long from, long count, int steps, Seams seams, LongConsumer progress) {
    return new Seeds(from, count, steps, seams, progress).run();
  }

  private Result run() {
    int threads = (int) Math.min(Runtime.getRuntime().availableProcessors(), to - from);
    var running =
        LongStream.range(0, threads)
            .mapToObj(i -> Thread.ofPlatform().name("simulation-" + i).start(this::work))
            .toList();
    try {
      for (Thread thread : running) {
        thread.join();
      }
    } catch (InterruptedException e) {
      next.set(to);
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return new Result(figures, Optional.ofNullable(broken));
    }
  }

  private void work() {
    for (long seed = next.getAndIncrement(); seed < to; seed = next.getAndIncrement()) {
      take(seed, Simulation.run(seed, steps, seams));
    }
  }

  private synchronized void take(long seed, Verdict verdict) {
    figures = figures.plus(verdict.figures());
    if (verdict instanceof Verdict.Broken found) {
      next.set(to);
      broken = broken == null || seed < broken.seed() ? found : broken;
    }
    progress.accept(figures.worlds());
  }
}
