package io.sluice.eventlog.share;

import io.sluice.eventlog.Clients;
import io.sluice.eventlog.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One member of a group that shares a topic. What nobody of the group ever read begins at the end
/// of its partition.
///
/// After an error it goes on by itself from the last commit, for as long as it is open.
///
/// Thread: owns the one on which everything runs; the accessors may be called from any.
public final class SharedReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SharedReader.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final KafkaConnection kafka;
  private final String topic;
  private final Map<String, Object> member;
  private final PartitionWork.Factory factory;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private volatile Set<Integer> partitions = Set.of();
  private volatile String problem = "has not joined its group yet";
  private volatile @Nullable KafkaConsumer<byte[], byte[]> current;

  private SharedReader(
      KafkaConnection kafka,
      String topic,
      String group,
      String instanceId,
      PartitionWork.Factory factory) {
    this.kafka = kafka;
    this.topic = topic;
    this.factory = factory;
    this.member =
        Map.of(
            "client.id", group + "-" + instanceId,
            "group.id", group,
            "session.timeout.ms", "6000",
            "heartbeat.interval.ms", "1500",
            "max.poll.records", "500",
            "metadata.max.age.ms", "10000",
            "default.api.timeout.ms", "30000",
            "request.timeout.ms", "15000");
    this.thread = Thread.ofPlatform().daemon().name("shared-" + group).unstarted(this::run);
  }

  /// Returns at once; neither Kafka nor the topic need be there yet.
  ///
  /// @param instanceId this member's name
  public static SharedReader start(
      KafkaConnection kafka,
      String topic,
      String group,
      String instanceId,
      PartitionWork.Factory factory) {
    SharedReader reader = new SharedReader(kafka, topic, group, instanceId, factory);
    reader.thread.start();
    return reader;
  }

  /// Those that this member has.
  public Set<Integer> partitions() {
    return partitions;
  }

  /// What stands against it now; empty while all is well.
  public String problem() {
    return problem;
  }

  private void run() {
    while (!isClosing()) {
      KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka, member);
      current = consumer;
      try (SharedPartitions owned = new SharedPartitions(topic, consumer, factory)) {
        consumer.subscribe(Set.of(topic), owned);
        while (!isClosing()) {
          owned.cycle();
          partitions = owned.numbers();
          problem = "";
        }
        owned.commit();
      } catch (WakeupException | InterruptException e) {
        LOG.atDebug().addKeyValue("topic", topic).log("shared reader woken up to end");
      } catch (RuntimeException e) {
        failed(e);
      } finally {
        current = null;
        partitions = Set.of();
        leave(consumer);
      }
    }
  }

  private void failed(RuntimeException e) {
    problem = String.valueOf(e.getMessage());
    if (!isClosing()) {
      LOG.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("reason", problem)
          .log("shared reader failed and begins anew");
    }
    try {
      boolean _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      closing.countDown(); // only close interrupts this thread
    }
  }

  private static void leave(KafkaConsumer<byte[], byte[]> consumer) {
    try {
      consumer.close(CloseOptions.timeout(LEAVE_LIMIT));
    } catch (RuntimeException e) {
      LOG.atDebug().setCause(e).log("shared reader did not leave in order");
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /// Commits what is done, leaves the group at once, and returns when the thread has ended.
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(GRACE)) {
        KafkaConsumer<byte[], byte[]> stuck = current;
        if (stuck != null) {
          stuck.wakeup();
        }
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
