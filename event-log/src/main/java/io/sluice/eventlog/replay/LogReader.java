package io.sluice.eventlog.replay;

import io.sluice.eventlog.Clients;
import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.schemas.topic.Partitions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Reads what stands in a topic now, only what is committed, and ends there.
///
/// Thread: confined to the one that uses it.
public final class LogReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /// What is read stands there already. A fetch that waits at a partition's end, half a second by
  /// Kafka's default, would hold up the next request on its connection.
  private static final String FETCH_WAIT_MILLIS = "10";

  private final KafkaConnection kafka;
  private final Duration patience;
  private final ReplayProgress progress;
  private final KafkaConsumer<byte[], byte[]> consumer;

  private LogReader(KafkaConnection kafka, Duration patience, ReplayProgress progress) {
    this.kafka = kafka;
    this.patience = patience;
    this.progress = progress;
    this.consumer =
        Clients.consumer(
            kafka,
            Map.of(
                "default.api.timeout.ms",
                String.valueOf(patience.toMillis()),
                "request.timeout.ms",
                String.valueOf(Math.min(30_000, patience.toMillis())),
                "fetch.max.wait.ms",
                FETCH_WAIT_MILLIS,
                "max.poll.records",
                "5000"));
  }

  /// @param patience how long to wait for Kafka before giving up
  public static LogReader open(KafkaConnection kafka, Duration patience) {
    return open(kafka, patience, ReplayProgress.NOBODY_ASKS);
  }

  /// @param patience how long to wait for Kafka before giving up
  /// @param progress told during each replay
  public static LogReader open(KafkaConnection kafka, Duration patience, ReplayProgress progress) {
    return new LogReader(kafka, patience, progress);
  }

  /// Gives `sink` every record of `partitions`, or of all when that is empty: each partition in its
  /// order, partitions in no order. Ends at what was the end when it was called.
  ///
  /// @return how many were given
  /// @throws LogUnavailableException when Kafka or the topic does not answer
  public long read(
      String topic, Set<Integer> partitions, ReplayFrom from, Consumer<InputRecord> sink) {
    return read(topic, partitions, from, ReplayUntil.presentEnd(), sink);
  }

  /// The same, ending where `until` says.
  public long read(
      String topic,
      Set<Integer> partitions,
      ReplayFrom from,
      ReplayUntil until,
      Consumer<InputRecord> sink) {
    return readWhile(
        topic,
        partitions,
        from,
        until,
        record -> {
          sink.accept(record);
          return true;
        });
  }

  /// The same, ending also with the first record to which `sink` says false.
  public long readWhile(
      String topic,
      Set<Integer> partitions,
      ReplayFrom from,
      ReplayUntil until,
      Predicate<InputRecord> sink) {
    try {
      return replay(assign(topic, partitions, from, until), sink);
    } catch (KafkaException e) {
      throw new LogUnavailableException(
          "Kafka at %s cannot be read, topic %s: %s".formatted(kafka, topic, e.getMessage()), e);
    } finally {
      progress.ended();
    }
  }

  /// The records of one key, in order; the topic must have each key in the partition that
  /// [Partitions] gives it.
  public long readKey(String topic, String key, ReplayFrom from, Consumer<InputRecord> sink) {
    long[] given = {0};
    int home = Partitions.of(key, partitionCount(topic));
    read(
        topic,
        Set.of(home),
        from,
        record -> {
          if (key.equals(record.key())) {
            given[0]++;
            sink.accept(record);
          }
        });
    return given[0];
  }

  /// The record at `position`; empty when it was cleaned up.
  ///
  /// @throws LogUnavailableException when Kafka does not answer
  public Optional<InputRecord> at(InputPosition position) {
    TopicPartition partition = new TopicPartition(position.topic(), position.partition());
    try {
      consumer.assign(List.of(partition));
      consumer.seek(partition, position.offset());
      long deadline = System.nanoTime() + patience.toNanos();
      while (System.nanoTime() - deadline < 0) {
        // Forward past what was cleaned up, back to the start past what is too old.
        if (consumer.position(partition) > position.offset()) {
          return Optional.empty();
        }
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
          return Optional.of(Clients.inputRecord(read))
              .filter(record -> record.position().equals(position));
        }
      }
    } catch (KafkaException e) {
      throw new LogUnavailableException(
          "Kafka at %s cannot be read, %s: %s".formatted(kafka, position, e.getMessage()), e);
    }
    throw new LogUnavailableException("Kafka at %s does not give %s".formatted(kafka, position));
  }

  /// How many partitions `topic` has.
  ///
  /// @throws LogUnavailableException when Kafka or the topic does not answer
  public int partitionCount(String topic) {
    try {
      return partitionsOf(topic).size();
    } catch (KafkaException e) {
      throw new LogUnavailableException(
          "Kafka at %s does not answer: %s".formatted(kafka, e.getMessage()), e);
    }
  }

  private List<TopicPartition> partitionsOf(String topic) {
    var known = consumer.partitionsFor(topic);
    if (known == null || known.isEmpty()) {
      throw new LogUnavailableException("Kafka at %s has no topic %s".formatted(kafka, topic));
    }
    return known.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  /// Where the replay ends in each partition; the consumer stands where it begins.
  private Map<TopicPartition, Long> assign(
      String topic, Set<Integer> partitions, ReplayFrom from, ReplayUntil until) {
    List<TopicPartition> wanted =
        partitionsOf(topic).stream()
            .filter(p -> partitions.isEmpty() || partitions.contains(p.partition()))
            .toList();
    consumer.assign(wanted);
    Map<TopicPartition, Long> presentEnds = consumer.endOffsets(wanted);
    Map<TopicPartition, Long> ends =
        switch (until) {
          case ReplayUntil.PresentEnd _ -> presentEnds;
          case ReplayUntil.Time(var instant) -> offsetsAt(instant, wanted, presentEnds);
        };
    switch (from) {
      case ReplayFrom.Beginning _ -> consumer.seekToBeginning(wanted);
      case ReplayFrom.Offset(long offset) -> wanted.forEach(p -> consumer.seek(p, offset));
      case ReplayFrom.Time(var instant) ->
          offsetsAt(instant, wanted, presentEnds).forEach(consumer::seek);
    }
    return ends;
  }

  /// The first record of each partition appended at that time or later; its end when there is none.
  private Map<TopicPartition, Long> offsetsAt(
      Instant instant, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(p -> times.put(p, Math.max(0, instant.toEpochMilli())));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      OffsetAndTimestamp first = found.get(partition);
      offsets.put(partition, first == null ? end : Math.min(end, first.offset()));
    }
    return offsets;
  }

  private long replay(Map<TopicPartition, Long> ends, Predicate<InputRecord> sink) {
    long given = 0;
    long lastProgress = System.nanoTime();
    long left = left(ends);
    long all = left;
    while (left > 0) {
      var polled = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> read : polled) {
        if (read.offset() < ends.getOrDefault(partitionOf(read), 0L)) {
          given++;
          if (!sink.test(Clients.inputRecord(read))) {
            return given;
          }
        }
      }
      long now = left(ends);
      if (now < left) {
        left = now;
        lastProgress = System.nanoTime();
        progress.at(all - left, all);
      } else if (System.nanoTime() - lastProgress > patience.toNanos()) {
        throw new LogUnavailableException(
            "Kafka at %s gave nothing more for %s".formatted(kafka, patience));
      }
    }
    return given;
  }

  private long left(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }

  private static TopicPartition partitionOf(ConsumerRecord<?, ?> read) {
    return new TopicPartition(read.topic(), read.partition());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
