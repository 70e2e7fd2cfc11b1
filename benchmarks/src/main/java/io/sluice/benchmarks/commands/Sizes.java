package io.sluice.benchmarks.commands;

import io.sluice.benchmarks.bare.BareClients;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/// How many bytes the records of a topic have.
record Sizes(String bootstrap, int partitions) {
  private static final int SAMPLE = 500;

  /// The mean of the last records of each partition.
  int mean(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        BareClients.follower(bootstrap, topic, partitions)) {
      var ends = consumer.endOffsets(consumer.assignment());
      ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - SAMPLE)));
      long records = 0;
      long bytes = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(Duration.ofMillis(100))) {
          records++;
          bytes += read.value() == null ? 0 : read.value().length;
        }
      }
      return (int) (bytes / Math.max(1, records));
    }
  }
}
