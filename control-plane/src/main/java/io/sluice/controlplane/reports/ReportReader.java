package io.sluice.controlplane.reports;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads single reports from Kafka where the index says they stand, one at a time.
///
/// Thread: any; it blocks.
public final class ReportReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaConnection kafka;
  private final RecordCodec codec;
  private final ReportIndex index;
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable LogReader reader; // guarded by lock

  public ReportReader(KafkaConnection kafka, RecordCodec codec, ReportIndex index) {
    this.kafka = kafka;
    this.codec = codec;
    this.index = index;
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
    try {
      if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new LogUnavailableException("too many ask for reports at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted");
    }
    try {
      if (reader == null) {
        reader = LogReader.open(kafka, PATIENCE);
      }
      return reader.at(run.position()).map(InputRecord::value).flatMap(this::decoded);
    } finally {
      lock.unlock();
    }
  }

  private Optional<FfmpegReport> decoded(byte[] value) {
    return codec.decode(value).as(FfmpegReport.class);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (reader != null) {
        reader.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
