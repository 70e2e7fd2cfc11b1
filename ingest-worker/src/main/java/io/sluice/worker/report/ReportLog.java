package io.sluice.worker.report;

import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes reports of runs to Kafka, one after the other. While Kafka is away nothing piles up: what
/// is written next is how a run stands then.
///
/// Thread: owns `reports`.
public final class ReportLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReportLog.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);

  private final ReportedRuns runs;
  private final ReportRecords records;
  private final Duration interval;
  private final TopicCatalogue topics;
  private final LogWriter writer;
  private final InstantSource clock;
  private final RecordCodec codec = RecordCodec.standard();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  // Confined to the thread.
  private boolean failing;

  /// @param ffmpegVersion empty when unknown
  /// @param interval between reports of a run that goes on
  /// @param writer one that gives up; closed with this
  public ReportLog(
      ReportedRuns runs,
      WorkerId workerId,
      Incarnation incarnation,
      String ffmpegVersion,
      Duration interval,
      TopicCatalogue topics,
      LogWriter writer,
      InstantSource clock) {
    this.runs = runs;
    this.records = new ReportRecords(workerId, incarnation, ffmpegVersion);
    this.interval = interval;
    this.topics = topics;
    this.writer = writer;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("reports").start(this::writeAll);
  }

  /// Writes the reports of runs that have ended, no longer than a few seconds.
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(FLUSH_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.close(Duration.ZERO);
  }

  private void writeAll() {
    try {
      boolean ends = false;
      while (!ends) {
        ends = closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        writeDue();
      }
    } catch (InterruptedException e) {
      LOG.atWarn().log("reports end before all were written");
    }
  }

  private void writeDue() {
    Optional<RunSnapshot> due = runs.due(interval);
    while (due.isPresent() && write(due.get())) {
      due = runs.due(interval);
    }
  }

  /// False when it must be tried again later.
  private boolean write(RunSnapshot run) {
    try {
      writer.write(
          new OutputRecord(
              TopicCatalogue.REPORTS.name(),
              topics.partitionOf(run.run().processId()),
              run.run().text(),
              codec.encode(records.of(run, clock.instant()))));
      runs.written(run);
      failing = false;
      return true;
    } catch (LogUnavailableException e) {
      if (!failing) {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("a report was not taken by Kafka");
      }
      failing = true;
      return false;
    }
  }
}
