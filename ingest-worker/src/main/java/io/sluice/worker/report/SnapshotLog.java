package io.sluice.worker.report;

import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes snapshots to Kafka, one after the other. While Kafka is away nothing piles up: what is
/// written next is how a thing stands then.
///
/// Thread: owns `reports`.
public final class SnapshotLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotLog.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);

  private final List<Source> sources;
  private final LogWriter writer;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  // Confined to the thread.
  private boolean failing;

  /// Of what is written. Thread: `reports`.
  @FunctionalInterface
  public interface Source {
    /// One that is due; empty when none is for now.
    Optional<Snapshot> due();
  }

  /// @param taken to be run when Kafka has it
  public record Snapshot(OutputRecord record, Runnable taken) {}

  /// @param writer one that gives up; closed with this
  public SnapshotLog(List<Source> sources, LogWriter writer) {
    this.sources = List.copyOf(sources);
    this.writer = writer;
    this.thread = Thread.ofPlatform().daemon().name("reports").start(this::writeAll);
  }

  /// Writes what is due, no longer than a few seconds.
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
        sources.forEach(this::writeDue);
      }
    } catch (InterruptedException e) {
      LOG.atWarn().log("reports end before all were written");
    }
  }

  private void writeDue(Source source) {
    Optional<Snapshot> due = source.due();
    while (due.isPresent() && write(due.get())) {
      due = source.due();
    }
  }

  /// False when it must be tried again later.
  private boolean write(Snapshot snapshot) {
    try {
      writer.write(snapshot.record());
      snapshot.taken().run();
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
