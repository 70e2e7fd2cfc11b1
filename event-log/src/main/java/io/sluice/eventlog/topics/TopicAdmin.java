package io.sluice.eventlog.topics;

import static java.util.Objects.requireNonNull;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.schemas.topic.Topic;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the topics of a catalogue where they are missing and checks them where they exist.
public final class TopicAdmin {
  private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration BETWEEN_LOG_LINES = Duration.ofSeconds(10);

  private final Admin admin;
  private final TopicCatalogue catalogue;

  private TopicAdmin(Admin admin, TopicCatalogue catalogue) {
    this.admin = admin;
    this.catalogue = catalogue;
  }

  /// Returns when all topics exist as `catalogue` wants them. Waits for Kafka as long as it does
  /// not answer, saying so in the log now and then.
  ///
  /// @throws WrongTopicException when a topic exists with another setting
  /// @throws InterruptedException when interrupted while waiting for Kafka
  public static void ensure(KafkaConnection kafka, TopicCatalogue catalogue)
      throws InterruptedException {
    Map<String, Object> settings =
        kafka.properties(
            Map.of(
                "request.timeout.ms", "5000",
                "default.api.timeout.ms", "10000",
                "reconnect.backoff.max.ms", "1000"));
    try (Admin admin = Admin.create(settings)) {
      new TopicAdmin(admin, catalogue).ensure(kafka);
    }
  }

  private void ensure(KafkaConnection kafka) throws InterruptedException {
    long lastLine = System.nanoTime() - BETWEEN_LOG_LINES.toNanos();
    while (true) {
      try {
        create();
        check();
        return;
      } catch (ExecutionException e) {
        // Too few brokers for the replicas: the others may still be starting.
        if (!(e.getCause() instanceof RetriableException
            || e.getCause() instanceof InvalidReplicationFactorException)) {
          throw new IllegalStateException(
              "Kafka at " + kafka + " refuses to have its topics made: " + e.getCause(), e);
        }
        if (System.nanoTime() - lastLine >= BETWEEN_LOG_LINES.toNanos()) {
          lastLine = System.nanoTime();
          LOG.atInfo()
              .addKeyValue("bootstrap", kafka.bootstrap())
              .addKeyValue("reason", e.getCause().getMessage())
              .log("waiting for Kafka");
        }
        TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
      }
    }
  }

  private void create() throws ExecutionException, InterruptedException {
    List<NewTopic> wanted =
        catalogue.topics().stream()
            .map(topic ->
                new NewTopic(
                        topic.name(), catalogue.partitions(), (short) catalogue.replicationFactor())
                    .configs(TopicSettings.atCreation(topic, catalogue.replicationFactor())))
            .toList();
    for (KafkaFuture<Void> made : admin.createTopics(wanted).values().values()) {
      try {
        made.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private void check() throws ExecutionException, InterruptedException {
    List<String> names = catalogue.topics().stream().map(Topic::name).toList();
    Map<String, TopicDescription> found = admin.describeTopics(names).allTopicNames().get();
    Map<ConfigResource, Config> settings =
        admin.describeConfigs(names.stream().map(TopicAdmin::resource).toList()).all().get();
    List<String> wrong = new ArrayList<>();
    for (Topic topic : catalogue.topics()) {
      int partitions = requireNonNull(found.get(topic.name())).partitions().size();
      if (partitions != catalogue.partitions()) {
        wrong.add(
            "topic %s has %d partitions, wanted are %d (sluice.partitions)"
                .formatted(topic, partitions, catalogue.partitions()));
      }
      Config config = requireNonNull(settings.get(resource(topic.name())));
      wrong.addAll(TopicSettings.differences(topic, config));
    }
    if (!wrong.isEmpty()) {
      throw new WrongTopicException(
          String.join("; ", wrong) + ". Change the topics or the configuration.");
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
