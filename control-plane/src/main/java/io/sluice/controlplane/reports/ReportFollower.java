package io.sluice.controlplane.reports;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.follow.TopicTail;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;

/// Keeps an index up to date with the topic of reports.
///
/// Thread: owns the one that reads.
public final class ReportFollower implements AutoCloseable {
  private final TopicTail tail;

  private ReportFollower(TopicTail tail) {
    this.tail = tail;
  }

  /// Returns at once; Kafka need not be there yet.
  ///
  /// @param other told after the index was
  public static ReportFollower start(
      KafkaConnection kafka, RecordCodec codec, ReportIndex index, ReportListener other) {
    return new ReportFollower(
        TopicTail.startAtBeginning(
            kafka, TopicCatalogue.REPORTS.name(), record -> read(codec, index, other, record)));
  }

  private static void read(
      RecordCodec codec, ReportIndex index, ReportListener other, InputRecord record) {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    codec
        .decode(value)
        .as(FfmpegReport.class)
        .filter(report -> ProcessId.problem(report.getProcessId()).isEmpty())
        .ifPresent(report -> {
          ProcessId process = new ProcessId(report.getProcessId());
          RunSummary run = RunSummary.of(report, record.position());
          index.reported(process, run);
          other.reported(process, run);
        });
  }

  @Override
  public void close() {
    tail.close();
  }
}
