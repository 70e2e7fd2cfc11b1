package io.sluice.eventlog.topics;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.schemas.topic.TopicCatalogue;

/// Creates the topics of a catalogue where they are missing and checks them where they exist.
public final class TopicAdmin {
  private TopicAdmin() {}

  /// Returns when all topics exist as `catalogue` wants them. Waits for Kafka as long as it does
  /// not answer, saying so in the log now and then.
  ///
  /// @throws WrongTopicException when a topic exists with another setting
  /// @throws InterruptedException when interrupted while waiting for Kafka
  public static void ensure(KafkaConnection kafka, TopicCatalogue catalogue)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }
}
