package io.sluice.eventlog.testing;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.schemas.topic.TopicCatalogue;
import org.testcontainers.DockerClientFactory;

/// A real Kafka for integration tests: in a container where Docker answers, else embedded.
public interface KafkaFixture extends AutoCloseable {
  /// One for this JVM, ended with it. Its topics are shared by all tests: use ids of your own.
  static KafkaFixture shared() {
    return SharedKafka.INSTANCE;
  }

  /// One of its own, empty; the caller closes it.
  static KafkaFixture start() {
    return DockerClientFactory.instance().isDockerAvailable()
        ? ContainerKafka.start()
        : EmbeddedKafka.start();
  }

  KafkaConnection connection();

  default String bootstrap() {
    return connection().bootstrap();
  }

  /// Creates the catalogue's topics; fine to call again with the same.
  default TopicCatalogue createTopics(int partitions) {
    TopicCatalogue catalogue = new TopicCatalogue(partitions, 1);
    try {
      TopicAdmin.ensure(connection(), catalogue);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka starts", e);
    }
    return catalogue;
  }

  @Override
  void close();
}
