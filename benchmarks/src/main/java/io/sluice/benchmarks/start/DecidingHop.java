package io.sluice.benchmarks.start;

import io.sluice.benchmarks.bare.BareClients;
import io.sluice.benchmarks.bare.HopThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// The control plane's hop: each poll batch is one transaction, its offsets in it.
final class DecidingHop extends HopThread {
  /// About what a transition, a state, an assignment or a route takes.
  private static final int OUTPUT_BYTES = 400;

  private final String bootstrap;

  DecidingHop(String bootstrap) {
    super("bare-deciding");
    this.bootstrap = bootstrap;
  }

  @Override
  protected void run() {
    try (KafkaConsumer<byte[], byte[]> consumer = BareClients.groupConsumer(bootstrap);
        KafkaProducer<byte[], byte[]> producer = BareClients.transactionalProducer(bootstrap)) {
      producer.initTransactions();
      consumer.subscribe(List.of(BareHops.COMMANDS, BareHops.FACTS));
      while (isOpen()) {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(100));
        if (!batch.isEmpty()) {
          decide(batch, consumer, producer);
        }
      }
    }
  }

  private static void decide(
      ConsumerRecords<byte[], byte[]> batch,
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaProducer<byte[], byte[]> producer) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    producer.beginTransaction();
    for (ConsumerRecord<byte[], byte[]> input : batch) {
      for (String topic : BareHops.outputsOf(input.topic())) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    topic, input.partition(), input.key(), new byte[OUTPUT_BYTES]));
      }
      offsets.put(
          new TopicPartition(input.topic(), input.partition()),
          new OffsetAndMetadata(input.offset() + 1));
    }
    producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
    producer.commitTransaction();
  }
}
