package io.sluice.eventlog.append;

import io.sluice.eventlog.Clients;
import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.OutputRecord;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Appends records: idempotent, acknowledged by all replicas, each partition in the order given.
///
/// Thread: safe for many.
public final class LogWriter implements AutoCloseable {
  private static final long FOR_EVER = Long.MAX_VALUE;

  private final KafkaConnection kafka;
  private final KafkaProducer<byte[], byte[]> producer;

  private LogWriter(
      KafkaConnection kafka, String clientId, long requestMs, int deliveryMs, long blockMs) {
    this.kafka = kafka;
    this.producer =
        new KafkaProducer<>(
            kafka.properties(
                Map.of(
                    "client.id", clientId,
                    "acks", "all",
                    "enable.idempotence", "true",
                    // Whoever writes one record waits for it.
                    "linger.ms", "0",
                    "request.timeout.ms", String.valueOf(requestMs),
                    "delivery.timeout.ms", String.valueOf(deliveryMs),
                    "max.block.ms", String.valueOf(blockMs),
                    "reconnect.backoff.ms", "100",
                    "reconnect.backoff.max.ms", "2000")),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// One that gives a record up after `patience`: for commands, whose sender waits.
  public static LogWriter giveUpAfter(KafkaConnection kafka, String clientId, Duration patience) {
    long millis = patience.toMillis();
    return new LogWriter(kafka, clientId, Math.max(1, millis / 2), Math.toIntExact(millis), millis);
  }

  /// One that goes on trying for as long as it is open: for facts, which must outlive an outage of
  /// Kafka. [#send] blocks while Kafka was never reached or the buffer is full.
  public static LogWriter neverGivingUp(KafkaConnection kafka, String clientId) {
    return new LogWriter(kafka, clientId, 10_000, Integer.MAX_VALUE, FOR_EVER);
  }

  /// Fails with [LogUnavailableException]; completed on the producer's thread.
  public CompletableFuture<InputPosition> send(OutputRecord output) {
    CompletableFuture<InputPosition> sent = new CompletableFuture<>();
    try {
      producer.send(
          Clients.producerRecord(output),
          (metadata, failure) -> {
            if (failure == null) {
              sent.complete(position(metadata));
            } else {
              sent.completeExceptionally(unavailable(output, failure));
            }
          });
    } catch (KafkaException | IllegalStateException failure) {
      sent.completeExceptionally(unavailable(output, failure));
    }
    return sent;
  }

  /// Sends and waits.
  ///
  /// @throws LogUnavailableException when it was not acknowledged in time
  public InputPosition write(OutputRecord output) {
    try {
      return send(output).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LogUnavailableException unavailable) {
        throw unavailable;
      }
      throw e;
    }
  }

  private static InputPosition position(RecordMetadata metadata) {
    return new InputPosition(metadata.topic(), metadata.partition(), metadata.offset());
  }

  private LogUnavailableException unavailable(OutputRecord output, Exception failure) {
    return new LogUnavailableException(
        "Kafka at %s did not take a record for %s: %s"
            .formatted(kafka, output.topic(), failure.getMessage()),
        failure);
  }

  /// Waits for what was sent no longer than `limit`, then drops the rest.
  public void close(Duration limit) {
    producer.close(limit);
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}
