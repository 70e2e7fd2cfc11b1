package io.sluice.eventlog.replay;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/// Reads what stands in a topic now, only what is committed, and ends there.
///
/// Thread: confined to the one that uses it.
public final class LogReader implements AutoCloseable {
  private LogReader() {}

  /// @param patience how long to wait for Kafka before giving up
  public static LogReader open(KafkaConnection kafka, Duration patience) {
    throw new UnsupportedOperationException();
  }

  /// Gives `sink` every record of `partitions`, or of all when that is empty: each partition in its
  /// order, partitions in no order. Ends at what was the end when it was called.
  ///
  /// @return how many were given
  /// @throws io.sluice.eventlog.LogUnavailableException when Kafka or the topic does not answer
  public long read(
      String topic, Set<Integer> partitions, ReplayFrom from, Consumer<InputRecord> sink) {
    throw new UnsupportedOperationException();
  }

  /// The records of one key, in order.
  public long readKey(String topic, String key, ReplayFrom from, Consumer<InputRecord> sink) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
