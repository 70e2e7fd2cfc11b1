package io.sluice.benchmarks.start;

import io.sluice.benchmarks.bare.BareClients;
import io.sluice.benchmarks.bare.HopThread;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The worker's hop: it sees an assignment once that is committed, and writes a fact.
final class FollowingHop extends HopThread {
  private static final int FACT_BYTES = 150;

  private final String bootstrap;
  private final int partitions;

  FollowingHop(String bootstrap, int partitions) {
    super("bare-following");
    this.bootstrap = bootstrap;
    this.partitions = partitions;
  }

  @Override
  protected void run() {
    try (KafkaConsumer<byte[], byte[]> consumer =
            BareClients.follower(bootstrap, BareHops.ASSIGNMENTS, partitions);
        KafkaProducer<byte[], byte[]> producer = BareClients.plainProducer(bootstrap)) {
      while (isOpen()) {
        for (ConsumerRecord<byte[], byte[]> assignment : consumer.poll(Duration.ofMillis(100))) {
          var _ =
              producer.send(
                  new ProducerRecord<>(
                      BareHops.FACTS,
                      assignment.partition(),
                      assignment.key(),
                      new byte[FACT_BYTES]));
        }
      }
    }
  }
}
