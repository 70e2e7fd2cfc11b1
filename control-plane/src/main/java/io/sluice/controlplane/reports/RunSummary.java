package io.sluice.controlplane.reports;

import io.sluice.eventlog.InputPosition;
import io.sluice.schemas.FfmpegReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// A run of FFmpeg in few words, and where its report stands. Numbers are negative when unknown.
///
/// @param at when it was reported last
/// @param fps pictures a second
/// @param bitrate bits a second
/// @param speed stream time written per second of time
/// @param outTimeMicros stream time written
/// @param reception as it was last while the run went on; empty when no publisher sent anything
/// @param reason empty while it runs
public record RunSummary(
    long generation,
    int attempt,
    String workerId,
    Instant startedAt,
    Instant at,
    long frames,
    double fps,
    long bitrate,
    double speed,
    long dropped,
    long duplicated,
    long outTimeMicros,
    long bytes,
    Optional<ReceptionSummary> reception,
    boolean ended,
    Optional<Integer> exitCode,
    Optional<Integer> signal,
    String reason,
    InputPosition position) {

  /// Earlier runs first.
  static final Comparator<RunSummary> ORDER =
      Comparator.comparingLong(RunSummary::generation).thenComparingInt(RunSummary::attempt);

  static RunSummary of(FfmpegReport report, InputPosition position) {
    return new RunSummary(
        report.getGeneration(),
        report.getAttempt(),
        report.getWorkerId(),
        report.getStartedAt(),
        report.getAt(),
        report.getFrames(),
        report.getFps(),
        report.getBitrate(),
        report.getSpeed(),
        report.getDropped(),
        report.getDuplicated(),
        report.getOutTime(),
        report.getBytes(),
        report.getReception().map(ReceptionSummary::of),
        report.getEnded(),
        report.getExitCode(),
        report.getSignal(),
        report.getReason(),
        position);
  }

  boolean isOf(long ofGeneration, int ofAttempt) {
    return generation == ofGeneration && attempt == ofAttempt;
  }
}
