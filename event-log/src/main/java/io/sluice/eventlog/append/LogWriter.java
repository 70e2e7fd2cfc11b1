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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Appends records: idempotent, acknowledged by all replicas, each partition in the order given.
///
/// Thread: safe for many. Hands records to Kafka's producer on one of its own, since the producer
/// blocks its caller while it does not know the brokers, which is so after every long outage.
public final class LogWriter implements AutoCloseable {
  private static final long FOR_EVER = Long.MAX_VALUE;

  private final KafkaConnection kafka;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ExecutorService handover;

  private LogWriter(
      KafkaConnection kafka, String clientId, long requestMs, int deliveryMs, long blockMs) {
    this.kafka = kafka;
    this.handover =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("log-writer-" + clientId).daemon().factory());
    this.producer =
        new KafkaProducer<>(
            kafka.properties(
                Map.of(
                    "client.id", clientId,
                    "acks", "all",
                    "enable.idempotence", "true",
                    // A partition that has nothing of this producer yet takes a later batch as its
                    // first, when the one before was refused because a leader was still being made;
                    // then the earlier one is out of order for ever.
                    "max.in.flight.requests.per.connection", "1",
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
  /// Kafka. What waits is kept in memory.
  public static LogWriter neverGivingUp(KafkaConnection kafka, String clientId) {
    return new LogWriter(kafka, clientId, 10_000, Integer.MAX_VALUE, FOR_EVER);
  }

  /// Never blocks. Fails with [LogUnavailableException]; completed on the producer's thread.
  public CompletableFuture<InputPosition> send(OutputRecord output) {
    CompletableFuture<InputPosition> sent = new CompletableFuture<>();
    try {
      handover.execute(() -> handOver(output, sent));
    } catch (RejectedExecutionException closed) {
      sent.completeExceptionally(unavailable(output, closed));
    }
    return sent;
  }

  private void handOver(OutputRecord output, CompletableFuture<InputPosition> sent) {
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

  /// Waits for what was sent no longer than `limit`, then drops the rest: their futures fail.
  public void close(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    handover.shutdown();
    try {
      boolean _ = handover.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}
