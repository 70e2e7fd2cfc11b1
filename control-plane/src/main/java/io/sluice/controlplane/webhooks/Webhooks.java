package io.sluice.controlplane.webhooks;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.controlplane.feed.DecidedMapping;
import io.sluice.controlplane.views.CaughtUp;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// Every webhook of this control plane. Without any, nothing of it runs.
///
/// Thread: any.
public final class Webhooks implements AutoCloseable {
  private static final Duration DEAD_LETTER_PATIENCE = Duration.ofSeconds(10);

  private final List<WebhookDelivery> deliveries = new ArrayList<>();
  private final List<LogWriter> writers = new ArrayList<>();

  private Webhooks() {}

  /// What deliveries are made with.
  ///
  /// @param instanceId name of this control plane
  /// @param patience from when a message was read until it is put aside
  /// @param timeout from an attempt's begin to the end of its answer
  /// @param atOnce attempts at a time for each webhook
  public record Settings(String instanceId, Duration patience, Duration timeout, int atOnce) {}

  /// Returns at once; Kafka need not be there yet.
  public static Webhooks start(
      List<Webhook> webhooks,
      Settings settings,
      KafkaConnection kafka,
      RecordCodec codec,
      TopicCatalogue topics,
      DecidedMapping mapping,
      CaughtUp views,
      MeterRegistry meters,
      InstantSource clock) {
    Webhooks all = new Webhooks();
    for (Webhook webhook : webhooks) {
      LogWriter writer =
          LogWriter.giveUpAfter(
              kafka, settings.instanceId() + "-webhook-" + webhook.name(), DEAD_LETTER_PATIENCE);
      all.writers.add(writer);
      HttpSender sender = new HttpSender(webhook, clock, settings.timeout());
      Courier courier =
          new Courier(
              sender,
              new KafkaDeadLetters(webhook.name(), writer, codec, topics, clock),
              Backoff.usual(settings.patience()),
              settings.atOnce(),
              new MeteredDeliveries(meters, webhook.name()),
              new Courier.Surroundings(
                  System::nanoTime, () -> ThreadLocalRandom.current().nextDouble(), Thread::sleep));
      WebhookDelivery delivery =
          new WebhookDelivery(
              webhook, kafka, settings.instanceId(), mapping, courier, sender, views::isCaughtUp);
      all.deliveries.add(delivery);
      Gauge.builder("sluice.webhooks.waiting", delivery, WebhookDelivery::waiting)
          .tag("webhook", webhook.name())
          .register(meters);
    }
    return all;
  }

  /// How each stands, by its name, for `/health`.
  public Map<String, Object> standing() {
    Map<String, Object> standing = new LinkedHashMap<>();
    for (WebhookDelivery delivery : deliveries) {
      standing.put(
          delivery.name(),
          Map.of(
              "partitions", delivery.partitions(),
              "waiting", delivery.waiting(),
              "problem", delivery.problem()));
    }
    return standing;
  }

  @Override
  public void close() {
    deliveries.forEach(WebhookDelivery::close);
    writers.forEach(LogWriter::close);
  }
}
