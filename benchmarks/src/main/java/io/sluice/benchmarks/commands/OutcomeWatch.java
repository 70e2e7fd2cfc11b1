package io.sluice.benchmarks.commands;

import io.sluice.benchmarks.bare.BareClients;
import io.sluice.benchmarks.bare.HopThread;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/// Sees each outcome once it is committed.
final class OutcomeWatch extends HopThread {
  private final String bootstrap;
  private final String topic;
  private final int partitions;
  private final ToLongFunction<byte[]> number;
  private volatile @Nullable Round round;

  /// @param number of the command that a record of `topic` settles; negative when it settles none
  OutcomeWatch(String bootstrap, String topic, int partitions, ToLongFunction<byte[]> number) {
    super("outcomes-" + topic);
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.partitions = partitions;
    this.number = number;
  }

  /// From now on, outcomes are of this round.
  void watch(Round next) {
    round = next;
  }

  @Override
  protected void run() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        BareClients.follower(bootstrap, topic, partitions)) {
      while (isOpen()) {
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(Duration.ofMillis(100))) {
          Round current = round;
          if (current != null) {
            see(read.value(), current);
          }
        }
      }
    }
  }

  private void see(byte[] value, Round current) {
    try {
      current.settled(number.applyAsLong(value), System.nanoTime());
    } catch (RuntimeException e) {
      current.failed(e);
    }
  }
}
