package io.sluice.worker.report;

import io.sluice.eventlog.OutputRecord;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Reports of runs, as Kafka takes them.
public final class RunReports implements SnapshotLog.Source {
  private final ReportedRuns runs;
  private final ReportRecords records;
  private final Duration interval;
  private final TopicCatalogue topics;
  private final InstantSource clock;
  private final RecordCodec codec = RecordCodec.standard();

  /// @param ffmpegVersion empty when unknown
  /// @param interval between reports of a run that goes on
  public RunReports(
      ReportedRuns runs,
      WorkerId workerId,
      Incarnation incarnation,
      String ffmpegVersion,
      Duration interval,
      TopicCatalogue topics,
      InstantSource clock) {
    this.runs = runs;
    this.records = new ReportRecords(workerId, incarnation, ffmpegVersion);
    this.interval = interval;
    this.topics = topics;
    this.clock = clock;
  }

  @Override
  public Optional<SnapshotLog.Snapshot> due() {
    return runs.due(interval)
        .map(run ->
            new SnapshotLog.Snapshot(
                new OutputRecord(
                    TopicCatalogue.REPORTS.name(),
                    topics.partitionOf(run.run().processId()),
                    run.run().text(),
                    codec.encode(records.of(run, clock.instant()))),
                () -> runs.written(run)));
  }
}
