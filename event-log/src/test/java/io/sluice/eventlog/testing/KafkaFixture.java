package io.sluice.eventlog.testing;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.schemas.topic.TopicCatalogue;

/// A real Kafka for integration tests: in a container where Docker answers, else embedded.
public interface KafkaFixture extends AutoCloseable {
  /// One for this JVM, ended with it. Its topics are shared by all tests: use ids of your own.
  static KafkaFixture shared() {
    throw new UnsupportedOperationException();
  }

  /// One of its own, empty; the caller closes it.
  static KafkaFixture start() {
    throw new UnsupportedOperationException();
  }

  KafkaConnection connection();

  default String bootstrap() {
    return connection().bootstrap();
  }

  /// Creates the catalogue's topics; fine to call again with the same.
  default TopicCatalogue createTopics(int partitions) {
    throw new UnsupportedOperationException();
  }

  @Override
  void close();
}
