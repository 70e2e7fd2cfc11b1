package io.sluice.eventlog.testing;

import io.sluice.eventlog.KafkaConnection;
import org.testcontainers.kafka.KafkaContainer;

/// Kafka in a container of its own.
final class ContainerKafka implements KafkaFixture {
  private final KafkaContainer container;

  private ContainerKafka(KafkaContainer container) {
    this.container = container;
  }

  static ContainerKafka start() {
    KafkaContainer container = new KafkaContainer("apache/kafka:4.4.0");
    // The same haste as the embedded one.
    container.withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
    container.withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "500");
    container.start();
    return new ContainerKafka(container);
  }

  @Override
  public KafkaConnection connection() {
    return KafkaConnection.to(container.getBootstrapServers());
  }

  @Override
  public void close() {
    container.stop();
  }
}
