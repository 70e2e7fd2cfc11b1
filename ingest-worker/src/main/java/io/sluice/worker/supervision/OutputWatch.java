package io.sluice.worker.supervision;

import java.time.Duration;

/// Whether one start of FFmpeg writes what goes in.
///
/// Only the time in which media goes in is counted: a publisher who falls silent makes no stall,
/// and one who comes and goes does not hide one. Output of any size sets the count back.
///
/// Thread: one at a time.
public final class OutputWatch {
  /// No longer time is counted between two looks: when the worker itself was held up, it saw
  /// nothing of what FFmpeg did meanwhile.
  private static final Duration MAX_STEP = Duration.ofSeconds(3);

  private long lookedAtNanos;
  private Inflow before;
  private Written written = new Written(Duration.ZERO, -1);
  private long idleNanos;

  /// What has gone into FFmpeg until now.
  public sealed interface Inflow {
    /// Packets from publishers, since it was started.
    record Packets(long count) implements Inflow {}

    /// It reads inputs of its own: there is always something to write.
    record OfItsOwn() implements Inflow {}
  }

  /// @param beganNanos when it was found to run, monotonic
  public OutputWatch(Inflow atBegin, long beganNanos) {
    this.before = atBegin;
    this.lookedAtNanos = beganNanos;
  }

  /// @param supervision as it stands now
  /// @param nowNanos monotonic
  public OutputVerdict look(Inflow inflow, Written now, Supervision supervision, long nowNanos) {
    long step = Math.min(nowNanos - lookedAtNanos, MAX_STEP.toNanos());
    boolean flows = flows(before, inflow);
    boolean writes = !now.equals(written) && now.isAnything();
    lookedAtNanos = nowNanos;
    before = inflow;
    written = now;
    if (writes) {
      idleNanos = 0;
    } else if (flows) {
      idleNanos += step;
    }
    return verdict(now.isAnything(), supervision);
  }

  private OutputVerdict verdict(boolean everWrote, Supervision supervision) {
    if (everWrote) {
      return idleNanos >= supervision.staleTimeout().toNanos()
          ? OutputVerdict.STALLED
          : OutputVerdict.FINE;
    }
    return idleNanos >= supervision.startTimeout().toNanos()
        ? OutputVerdict.NO_OUTPUT
        : OutputVerdict.FINE;
  }

  private static boolean flows(Inflow before, Inflow now) {
    return switch (now) {
      case Inflow.OfItsOwn _ -> true;
      case Inflow.Packets(long count) ->
          !(before instanceof Inflow.Packets(long earlier)) || count > earlier;
    };
  }
}
