package io.sluice.controlplane.webhooks;

import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.DeadWebhook;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// On the topic of dead letters; it tries until Kafka takes them.
final class KafkaDeadLetters implements DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaDeadLetters.class);

  private final String webhook;
  private final LogWriter writer;
  private final RecordCodec codec;
  private final TopicCatalogue topics;
  private final InstantSource clock;

  /// @param webhook its name
  /// @param writer one that gives up
  KafkaDeadLetters(
      String webhook,
      LogWriter writer,
      RecordCodec codec,
      TopicCatalogue topics,
      InstantSource clock) {
    this.webhook = webhook;
    this.writer = writer;
    this.codec = codec;
    this.topics = topics;
    this.clock = clock;
  }

  @Override
  public void put(Message message, String reason, int attempts) throws InterruptedException {
    ProcessId process = new ProcessId(message.processId());
    OutputRecord dead =
        new OutputRecord(
            TopicCatalogue.WEBHOOKS_DEAD.name(),
            topics.partitionOf(process),
            process.value(),
            codec.encode(
                new DeadWebhook(
                    process.value(),
                    webhook,
                    message.id(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    reason,
                    attempts,
                    message.types(),
                    message.json())));
    while (!written(dead)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    LOG.atWarn()
        .addKeyValue("processId", process)
        .addKeyValue("reason", reason)
        .log("a webhook's message was put aside");
  }

  /// Waits for as long as the writer does.
  private boolean written(OutputRecord dead) {
    try {
      writer.write(dead);
      return true;
    } catch (LogUnavailableException e) {
      LOG.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("a dead letter was not taken by Kafka");
      return false;
    }
  }
}
