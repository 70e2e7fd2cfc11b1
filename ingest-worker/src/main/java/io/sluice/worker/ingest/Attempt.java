package io.sluice.worker.ingest;

import io.sluice.process.rules.FfmpegJob;
import io.sluice.worker.ffmpeg.CouldNotStartException;
import io.sluice.worker.ffmpeg.RunningFfmpeg;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import java.util.Optional;

/// One start of FFmpeg and, with WHIP on, the legs into it. The ports are its user's.
///
/// Thread: the process's own.
final class Attempt implements AutoCloseable {
  private final int number;
  private final Optional<IngestLegs> legs;
  private final RunningFfmpeg ffmpeg;
  private final long startedNanos = System.nanoTime();

  private Attempt(int number, Optional<IngestLegs> legs, RunningFfmpeg ffmpeg) {
    this.number = number;
    this.legs = legs;
    this.ffmpeg = ffmpeg;
  }

  /// Opens the legs and starts FFmpeg; the legs are closed when FFmpeg does not start.
  ///
  /// @param plan empty when FFmpeg runs on the process's own inputs alone
  static Attempt start(int number, FfmpegJob job, Optional<LegPlan> plan, IngestParts parts)
      throws CouldNotStartException {
    Optional<IngestLegs> legs = plan.map(parts.legs());
    boolean started = false;
    try {
      Attempt attempt = new Attempt(number, legs, parts.ffmpeg().start(job, plan));
      started = true;
      return attempt;
    } finally {
      if (!started) {
        legs.ifPresent(IngestLegs::close);
      }
    }
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

  /// Ends FFmpeg; returns true when it had to be killed.
  boolean stopFfmpeg() {
    return ffmpeg.stop(() -> legs.ifPresent(IngestLegs::sendBye));
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
