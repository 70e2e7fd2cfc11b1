package io.sluice.controlplane.reports;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.replay.PositionReader;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Duration;
import java.util.Optional;

/// Reads single reports from Kafka where the index says they stand, one at a time.
///
/// Thread: any; it blocks.
public final class ReportReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RecordCodec codec;
  private final ReportIndex index;
  private final PositionReader reader;

  public ReportReader(KafkaConnection kafka, RecordCodec codec, ReportIndex index) {
    this.codec = codec;
    this.index = index;
    this.reader = new PositionReader(kafka, PATIENCE);
  }

  /// The last report of that run; empty when there is none, or it has been cleaned up.
  ///
  /// @throws LogUnavailableException when Kafka does not answer in time
  public Optional<FfmpegReport> read(ProcessId process, long generation, int attempt) {
    Optional<RunSummary> asked = index.find(process, generation, attempt);
    Optional<FfmpegReport> found = asked.flatMap(this::read);
    if (found.isPresent()) {
      return found;
    }
    // A later report of the run may have taken its place meanwhile.
    Optional<RunSummary> now = index.find(process, generation, attempt);
    return now.equals(asked) ? Optional.empty() : now.flatMap(this::read);
  }

  private Optional<FfmpegReport> read(RunSummary run) {
    return reader.read(run.position()).flatMap(value -> codec.decode(value).as(FfmpegReport.class));
  }

  @Override
  public void close() {
    reader.close();
  }
}
