package io.sluice.eventlog.replay;

import io.sluice.eventlog.Clients;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Reads a stretch of a topic, from one offset of each partition up to another, as fast as it is
/// asked to; only what is committed.
///
/// Thread: confined to the one that uses it.
public final class LogCursor implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Duration patience;

  private LogCursor(KafkaConsumer<byte[], byte[]> consumer, Duration patience) {
    this.consumer = consumer;
    this.patience = patience;
  }

  /// @param from the first offset to read of each partition
  /// @param until the offset after the last of each; partitions that `from` lacks are read from
  ///   their beginning
  /// @throws PositionLostException when an offset of `from` is no longer there, or beyond the end
  /// @throws LogUnavailableException when Kafka does not answer within `patience`
  public static LogCursor open(
      KafkaConnection kafka,
      String topic,
      Map<Integer, Long> from,
      Map<Integer, Long> until,
      Duration patience) {
    KafkaConsumer<byte[], byte[]> consumer =
        Clients.consumer(
            kafka,
            Map.of(
                "default.api.timeout.ms", String.valueOf(patience.toMillis()),
                "request.timeout.ms", String.valueOf(patience.toMillis())));
    LogCursor cursor = new LogCursor(consumer, patience);
    try {
      cursor.seek(topic, from, until);
      return cursor;
    } catch (KafkaException e) {
      consumer.close();
      throw new LogUnavailableException("Kafka does not let %s be read".formatted(topic), e);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private void seek(String topic, Map<Integer, Long> from, Map<Integer, Long> until) {
    until.forEach((partition, end) -> ends.put(new TopicPartition(topic, partition), end));
    consumer.assign(ends.keySet());
    Map<TopicPartition, Long> first = consumer.beginningOffsets(ends.keySet());
    Map<TopicPartition, Long> last = consumer.endOffsets(ends.keySet());
    for (TopicPartition partition : ends.keySet()) {
      long begin = first.getOrDefault(partition, 0L);
      long next = from.getOrDefault(partition.partition(), begin);
      if (next < begin || next > last.getOrDefault(partition, 0L)) {
        throw new PositionLostException("%s has nothing at %d".formatted(partition, next));
      }
      consumer.seek(partition, next);
    }
  }

  /// The next records, each partition in its order; empty when all is read.
  ///
  /// @throws LogUnavailableException when Kafka gives nothing for too long
  public List<InputRecord> next() {
    try {
      long begun = System.nanoTime();
      while (!isAtEnd()) {
        List<InputRecord> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
          if (read.offset() < end(new TopicPartition(read.topic(), read.partition()))) {
            found.add(Clients.inputRecord(read));
          }
        }
        if (!found.isEmpty()) {
          return found;
        }
        if (System.nanoTime() - begun > patience.toNanos()) {
          throw new LogUnavailableException("Kafka gave nothing more for " + patience);
        }
      }
      return List.of();
    } catch (KafkaException e) {
      throw new LogUnavailableException("Kafka cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean isAtEnd() {
    return ends.keySet().stream().allMatch(p -> consumer.position(p) >= end(p));
  }

  private long end(TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
