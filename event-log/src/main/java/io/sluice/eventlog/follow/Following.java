package io.sluice.eventlog.follow;

import io.sluice.eventlog.Clients;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads partitions forward until it is closed, and begins again where it stood after any error.
///
/// Thread: owns the one on which it calls its sink.
final class Following implements AutoCloseable {
  /// Where to begin when it reaches Kafka for the first time.
  enum Begin {
    AT_BEGINNING,
    AT_END
  }

  private static final Logger LOG = LoggerFactory.getLogger(Following.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MILLIS = 1000;

  private final KafkaConnection kafka;
  private final String topic;
  private final Set<Integer> partitions;
  private final Begin begin;
  private final Consumer<InputRecord> sink;
  private final Runnable whenCaughtUp;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private volatile @Nullable KafkaConsumer<byte[], byte[]> current;
  private volatile Map<Integer, Long> begun = Map.of();

  /// Next offset of each partition; confined to the thread.
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /// The end of each partition when it was first reached; confined to the thread.
  private final Map<TopicPartition, Long> firstEnds = new HashMap<>();

  /// @param partitions all when empty
  Following(
      KafkaConnection kafka,
      String topic,
      Set<Integer> partitions,
      Begin begin,
      Consumer<InputRecord> sink,
      Runnable whenCaughtUp) {
    this.kafka = kafka;
    this.topic = topic;
    this.partitions = Set.copyOf(partitions);
    this.begin = begin;
    this.sink = sink;
    this.whenCaughtUp = whenCaughtUp;
    this.thread = Thread.ofPlatform().name("follow-" + topic).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isCaughtUp() {
    return caughtUp.getCount() == 0;
  }

  boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    return caughtUp.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The offset from which each partition is read; empty until Kafka was reached.
  Map<Integer, Long> begun() {
    return begun;
  }

  private void run() {
    while (!isClosing()) {
      try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, Map.of())) {
        current = consumer;
        if (assign(consumer)) {
          follow(consumer);
        }
      } catch (WakeupException e) {
        LOG.atDebug().addKeyValue("topic", topic).log("follower woken up to end");
      } catch (RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("topic", topic)
            .addKeyValue("reason", e.toString())
            .log("follower lost Kafka, goes on where it stood");
      } finally {
        current = null;
      }
      pause();
    }
  }

  /// False when the topic is not there yet.
  private boolean assign(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> wanted =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .filter(p -> partitions.isEmpty() || partitions.contains(p.partition()))
            .toList();
    if (wanted.isEmpty() || wanted.size() < partitions.size()) {
      LOG.atInfo().addKeyValue("topic", topic).log("follower waits for its topic");
      return false;
    }
    consumer.assign(wanted);
    if (next.isEmpty()) {
      firstEnds.putAll(consumer.endOffsets(wanted));
      next.putAll(begin == Begin.AT_END ? firstEnds : consumer.beginningOffsets(wanted));
      Map<Integer, Long> offsets = new HashMap<>();
      next.forEach((partition, offset) -> offsets.put(partition.partition(), offset));
      begun = Map.copyOf(offsets);
    }
    next.forEach(consumer::seek);
    return true;
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    checkCaughtUp();
    while (!isClosing()) {
      for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
        give(read);
        next.put(new TopicPartition(topic, read.partition()), read.offset() + 1);
      }
      // Ends of transactions take offsets too, without a record.
      next.replaceAll((partition, _) -> consumer.position(partition));
      checkCaughtUp();
    }
  }

  private void give(ConsumerRecord<byte[], byte[]> read) {
    guarded(() -> sink.accept(Clients.inputRecord(read)), read.partition(), read.offset());
  }

  private void checkCaughtUp() {
    if (!isCaughtUp()
        && firstEnds.entrySet().stream()
            .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
      guarded(whenCaughtUp, -1, -1);
      caughtUp.countDown();
    }
  }

  private void guarded(Runnable listener, int partition, long offset) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("topic", topic)
          .addKeyValue("partition", partition)
          .addKeyValue("offset", offset)
          .setCause(e)
          .log("listener of a follower failed");
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      boolean _ = closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but who wants it to end.
      closing.countDown();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    KafkaConsumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    if (Thread.currentThread() != thread) {
      joined();
    }
  }

  private void joined() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
