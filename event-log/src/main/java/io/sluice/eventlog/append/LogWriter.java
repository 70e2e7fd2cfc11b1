package io.sluice.eventlog.append;

import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.OutputRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Appends records: idempotent, acknowledged by all replicas, each partition in the order given.
///
/// Thread: safe for many.
public final class LogWriter implements AutoCloseable {
  private LogWriter() {}

  /// One that gives a record up after `patience`: for commands, whose sender waits.
  public static LogWriter giveUpAfter(KafkaConnection kafka, String clientId, Duration patience) {
    throw new UnsupportedOperationException();
  }

  /// One that goes on trying for as long as it is open: for facts, which must outlive an outage of
  /// Kafka. [#send] blocks while Kafka was never reached or the buffer is full.
  public static LogWriter neverGivingUp(KafkaConnection kafka, String clientId) {
    throw new UnsupportedOperationException();
  }

  /// Fails with [io.sluice.eventlog.LogUnavailableException]; completed on the producer's thread.
  public CompletableFuture<InputPosition> send(OutputRecord output) {
    throw new UnsupportedOperationException();
  }

  /// Sends and waits.
  ///
  /// @throws io.sluice.eventlog.LogUnavailableException when it was not acknowledged in time
  public InputPosition write(OutputRecord output) {
    throw new UnsupportedOperationException();
  }

  /// Waits for what was sent no longer than `limit`, then drops the rest.
  public void close(Duration limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}
