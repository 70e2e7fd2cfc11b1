package io.sluice.eventlog.replay;

import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads single records where they are known to stand, one at a time.
///
/// Thread: any; it blocks.
public final class PositionReader implements AutoCloseable {
  private final KafkaConnection kafka;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable LogReader reader; // guarded by lock

  /// @param patience how long to wait for Kafka, and for others who read
  public PositionReader(KafkaConnection kafka, Duration patience) {
    this.kafka = kafka;
    this.patience = patience;
  }

  /// The value that stands there; empty when it has been cleaned up.
  ///
  /// @throws LogUnavailableException when Kafka does not answer in time
  public Optional<byte[]> read(InputPosition position) {
    try {
      if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new LogUnavailableException("too many read single records at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted");
    }
    try {
      if (reader == null) {
        reader = LogReader.open(kafka, patience);
      }
      return reader.at(position).map(InputRecord::value);
    } finally {
      lock.unlock();
    }
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
