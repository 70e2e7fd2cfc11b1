package io.sluice.worker.report;

import io.sluice.identity.ProcessId;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ffmpeg.RunningFfmpeg;
import io.sluice.worker.ingest.PublisherReception;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One run of FFmpeg and what was last written of it.
///
/// Thread: guarded by its [ReportedRuns].
final class WatchedRun {
  private final RunKey key;
  private final StartedFfmpeg started;
  private @Nullable FfmpegExit exit;
  private Optional<PublisherReception> reception = Optional.empty();
  private @Nullable RunSnapshot written;
  private long lookedAtNanos;

  WatchedRun(RunKey key, StartedFfmpeg started, long nowNanos) {
    this.key = key;
    this.started = started;
    this.lookedAtNanos = nowNanos;
  }

  void ended(FfmpegExit how) {
    exit = how;
  }

  boolean hasEnded() {
    return exit != null;
  }

  /// What is to be written now: the end at once, changes of a running one after `intervalNanos`.
  ///
  /// @param publishers how the media of a process's publisher comes in
  Optional<RunSnapshot> due(
      long nowNanos,
      long intervalNanos,
      Function<ProcessId, Optional<PublisherReception>> publishers) {
    if (exit == null && nowNanos - lookedAtNanos < intervalNanos) {
      return Optional.empty();
    }
    lookedAtNanos = nowNanos;
    if (exit == null) {
      reception = publishers.apply(key.processId());
    }
    RunSnapshot now = snapshot();
    return now.equals(written) ? Optional.empty() : Optional.of(now);
  }

  void written(RunSnapshot snapshot) {
    written = snapshot;
  }

  private RunSnapshot snapshot() {
    RunningFfmpeg ffmpeg = started.ffmpeg();
    return new RunSnapshot(
        key,
        started.at(),
        ffmpeg.pid(),
        ffmpeg.said(),
        ffmpeg.progress(),
        reception,
        Optional.ofNullable(exit));
  }
}
