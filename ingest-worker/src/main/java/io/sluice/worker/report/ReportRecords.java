package io.sluice.worker.report;

import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.FfmpegLine;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.Reception;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ffmpeg.Progress;
import io.sluice.worker.ffmpeg.SaidLine;
import io.sluice.worker.flight.SessionName;
import io.sluice.worker.ingest.PublisherReception;
import io.sluice.worker.reception.ReceptionFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Runs as records.
///
/// @param ffmpegVersion empty when unknown
record ReportRecords(WorkerId workerId, Incarnation incarnation, String ffmpegVersion) {
  FfmpegReport of(RunSnapshot run, Instant now) {
    FfmpegReport report = new FfmpegReport();
    report.put("processId", run.run().processId().value());
    report.put("generation", run.run().generation().value());
    report.put("attempt", run.run().attempt());
    report.put("workerId", workerId.value());
    report.put("incarnation", incarnation.value());
    report.put("at", micros(now));
    report.put("startedAt", micros(run.startedAt()));
    report.put("pid", run.pid());
    report.put("ffmpegVersion", ffmpegVersion);
    report.put("arguments", run.said().arguments());
    progress(report, run.progress());
    report.put("reception", run.reception().map(ReportRecords::reception).orElse(null));
    report.put("ended", run.exit().isPresent());
    report.put("exitCode", run.exit().map(FfmpegExit::exitCode).map(this::boxed).orElse(null));
    report.put("signal", run.exit().map(FfmpegExit::signal).map(this::boxed).orElse(null));
    report.put("reason", run.exit().map(exit -> exit.reason().name()).orElse(""));
    report.put("expected", run.exit().map(FfmpegExit::expected).orElse(false));
    report.put("firstLines", lines(run.said().first()));
    report.put("lastLines", lines(run.said().last()));
    report.put("omittedLines", run.said().omitted());
    return report;
  }

  private static void progress(FfmpegReport report, Progress progress) {
    report.put("frames", progress.frames());
    report.put("fps", progress.fps());
    report.put("bitrate", progress.bitrate());
    report.put("speed", progress.speed());
    report.put("dropped", progress.dropped());
    report.put("duplicated", progress.duplicated());
    report.put("outTime", progress.outTime().toNanos() / 1000);
    report.put("bytes", progress.bytes());
  }

  private static Reception reception(PublisherReception from) {
    ReceptionFigures figures = from.figures();
    return new Reception(
        SessionName.of(from.sessionId()),
        figures.packetsReceived(),
        figures.packetsLost(),
        figures.packetsMissed(),
        micros(figures.videoJitter()),
        micros(figures.audioJitter()),
        micros(figures.repeatTime()));
  }

  private static long micros(Optional<Duration> known) {
    return known.map(duration -> duration.toNanos() / 1000).orElse(-1L);
  }

  private static List<FfmpegLine> lines(List<SaidLine> lines) {
    return lines.stream().map(line -> new FfmpegLine(micros(line.at()), line.text())).toList();
  }

  private @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
