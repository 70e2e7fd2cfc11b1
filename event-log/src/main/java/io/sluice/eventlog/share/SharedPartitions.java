package io.sluice.eventlog.share;

import io.sluice.eventlog.Clients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/// The partitions that the group gave to one reader, and the work on each.
///
/// Thread: the reader's; Kafka calls the listener's methods within poll.
final class SharedPartitions implements ConsumerRebalanceListener, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long COMMIT_NANOS = 1_000_000_000L;

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final PartitionWork.Factory factory;
  private final Map<Integer, PartitionWork> works = new TreeMap<>();
  private final Map<Integer, Mark> committed = new HashMap<>();
  private long committedAt = System.nanoTime();

  SharedPartitions(String topic, Consumer<byte[], byte[]> consumer, PartitionWork.Factory factory) {
    this.topic = topic;
    this.consumer = consumer;
    this.factory = factory;
  }

  Set<Integer> numbers() {
    return Set.copyOf(works.keySet());
  }

  void cycle() {
    leaveOutWhatIsFull();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      PartitionWork work = works.get(record.partition());
      if (work == null) {
        throw new IllegalStateException("a record of partition " + record.partition());
      }
      work.take(Clients.inputRecord(record));
    }
    if (System.nanoTime() - committedAt >= COMMIT_NANOS) {
      commitUnlessMoving();
    }
  }

  private void leaveOutWhatIsFull() {
    List<TopicPartition> full = new ArrayList<>();
    List<TopicPartition> others = new ArrayList<>();
    works.forEach(
        (number, work) -> (work.isFull() ? full : others).add(new TopicPartition(topic, number)));
    consumer.pause(full);
    consumer.resume(others);
  }

  private void commitUnlessMoving() {
    try {
      commit();
    } catch (RebalanceInProgressException e) {
      // The next poll tells which partitions go; they are committed then.
      committedAt = System.nanoTime();
    }
  }

  void commit() {
    commit(works.keySet());
    committedAt = System.nanoTime();
  }

  private void commit(Collection<Integer> numbers) {
    Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
    Map<Integer, Mark> marks = new HashMap<>();
    for (int number : numbers) {
      PartitionWork work = works.get(number);
      Mark mark = work == null ? null : work.mark();
      if (mark != null && !mark.equals(committed.get(number))) {
        news.put(
            new TopicPartition(topic, number), new OffsetAndMetadata(mark.offset(), mark.note()));
        marks.put(number, mark);
      }
    }
    if (!news.isEmpty()) {
      consumer.commitSync(news);
      committed.putAll(marks);
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    Set<TopicPartition> wanted = new HashSet<>(assigned);
    Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(wanted);
    Map<TopicPartition, Long> ends = consumer.endOffsets(wanted);
    Map<TopicPartition, OffsetAndMetadata> fresh = new HashMap<>();
    for (TopicPartition partition : assigned) {
      OffsetAndMetadata at = known.get(partition);
      if (at == null) {
        // From now on; committed at once, so that the next owner misses nothing.
        at = new OffsetAndMetadata(ends.getOrDefault(partition, 0L));
        fresh.put(partition, at);
      }
      Mark mark = Mark.read(at.offset(), at.metadata());
      consumer.seek(partition, at.offset());
      committed.put(partition.partition(), mark);
      works.put(partition.partition(), factory.begin(partition.partition(), mark));
    }
    if (!fresh.isEmpty()) {
      consumer.commitSync(fresh);
    }
    // The poll that this is called within goes on, and may bring the first records.
    leaveOutWhatIsFull();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    List<Integer> numbers = revoked.stream().map(TopicPartition::partition).toList();
    try {
      commit(numbers);
    } finally {
      numbers.forEach(this::leave);
    }
  }

  /// Another has them already: nothing can be committed.
  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    lost.forEach(partition -> leave(partition.partition()));
  }

  private void leave(int number) {
    PartitionWork work = works.remove(number);
    committed.remove(number);
    if (work != null) {
      work.close();
    }
  }

  @Override
  public void close() {
    List.copyOf(works.keySet()).forEach(this::leave);
  }
}
