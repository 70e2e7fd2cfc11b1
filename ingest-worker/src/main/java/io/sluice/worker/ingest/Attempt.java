package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.CouldNotStartException;
import io.sluice.worker.ffmpeg.Priority;
import io.sluice.worker.ffmpeg.RunningFfmpeg;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.sdp.MediaChoice;
import java.util.Optional;

/// One start of FFmpeg and, with WHIP on, the legs into it. The ports are its user's.
///
/// Thread: the process's own.
final class Attempt implements AutoCloseable {
  private final int number;
  private final Optional<IngestLegs> legs;
  private final RunningFfmpeg ffmpeg;
  private final long startedNanos = System.nanoTime();
  private boolean forced;

  private Attempt(int number, Optional<IngestLegs> legs, RunningFfmpeg ffmpeg) {
    this.number = number;
    this.legs = legs;
    this.ffmpeg = ffmpeg;
  }

  /// Opens the legs and starts FFmpeg; the legs are closed when FFmpeg does not start.
  ///
  /// @param plan empty when FFmpeg runs on the process's own inputs alone
  static Attempt start(int number, IngestSpec spec, Optional<LegPlan> plan, IngestParts parts)
      throws CouldNotStartException {
    Optional<IngestLegs> legs = plan.map(parts.legs());
    boolean started = false;
    try {
      Attempt attempt =
          new Attempt(number, legs, parts.ffmpeg().start(spec.job(), plan, priority(spec)));
      started = true;
      return attempt;
    } finally {
      if (!started) {
        legs.ifPresent(IngestLegs::close);
      }
    }
  }

  private static Priority priority(IngestSpec spec) {
    return spec.supervision().lowPriority() ? Priority.LOWEST : Priority.NORMAL;
  }

  int number() {
    return number;
  }

  Optional<IngestLegs> legs() {
    return legs;
  }

  RunningFfmpeg ffmpeg() {
    return ffmpeg;
  }

  /// Nanoseconds since FFmpeg was started.
  long ageNanos() {
    return System.nanoTime() - startedNanos;
  }

  /// Whether FFmpeg was started for what `sends` has.
  boolean covers(MediaChoice sends) {
    return legs.map(open -> open.plan().choice().covers(sends)).orElse(false);
  }

  /// Ends FFmpeg, and returns when it has ended.
  void stopFfmpeg() {
    forced = ffmpeg.stop(() -> legs.ifPresent(IngestLegs::sendBye));
  }

  /// Whether it had to be killed for that.
  boolean wasForced() {
    return forced;
  }

  /// Gives the legs back, after FFmpeg has ended if need be.
  @Override
  public void close() {
    try {
      if (!ffmpeg.exit().isDone()) {
        stopFfmpeg();
      }
    } finally {
      legs.ifPresent(IngestLegs::close);
    }
  }
}
