package io.sluice.eventlog.testing;

/// The one Kafka of this JVM.
final class SharedKafka {
  static final KafkaFixture INSTANCE = start();

  private SharedKafka() {}

  private static KafkaFixture start() {
    KafkaFixture kafka = KafkaFixture.start();
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-fixture-end"));
    return kafka;
  }
}
