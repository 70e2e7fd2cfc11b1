package io.sluice.controlplane;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.sluice.controlplane.api.ApiSettings;
import io.sluice.controlplane.api.CommandLog;
import io.sluice.controlplane.api.KafkaCommandLog;
import io.sluice.controlplane.api.OrderLog;
import io.sluice.controlplane.archive.LastTransition;
import io.sluice.controlplane.decisions.DecisionsFactory;
import io.sluice.controlplane.feed.DecidedMapping;
import io.sluice.controlplane.feed.LiveFeed;
import io.sluice.controlplane.fleet.Fleet;
import io.sluice.controlplane.fleet.FleetNews;
import io.sluice.controlplane.fleet.FleetWatch;
import io.sluice.controlplane.gateway.GatewayMode;
import io.sluice.controlplane.past.PastReader;
import io.sluice.controlplane.reports.ReportFollower;
import io.sluice.controlplane.reports.ReportIndex;
import io.sluice.controlplane.reports.ReportReader;
import io.sluice.controlplane.sessions.SessionFollower;
import io.sluice.controlplane.sessions.SessionIndex;
import io.sluice.controlplane.sessions.SessionReader;
import io.sluice.controlplane.views.CaughtUp;
import io.sluice.controlplane.views.Listening;
import io.sluice.controlplane.views.Outcomes;
import io.sluice.controlplane.views.Processes;
import io.sluice.controlplane.views.Routes;
import io.sluice.controlplane.views.Views;
import io.sluice.controlplane.views.Workers;
import io.sluice.controlplane.webhooks.Webhooks;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/// How the control plane is put together: all that talks to Kafka, and what HTTP is given of it.
///
/// Thread: confined to the one that starts and the one that closes.
final class Parts implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /// Starts everything; Kafka may come later. What had started is closed again on failure.
  static Parts start(ControlPlaneConfig config, ApplicationContext http) {
    Parts parts = new Parts();
    try {
      parts.wire(config, http);
      return parts;
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private void wire(ControlPlaneConfig config, ApplicationContext http) {
    InstantSource clock = InstantSource.system();
    RecordCodec codec = RecordCodec.standard();
    KafkaConnection kafka = KafkaConnection.to(config.bootstrap());
    TopicCatalogue topics =
        new TopicCatalogue(
            config.partitions(), config.replicationFactor(), config.reportRetention());
    MeterRegistry metrics = http.getBean(MeterRegistry.class);

    // What is known: read from Kafka.
    Fleet fleet = new Fleet(config.lease(), System::nanoTime, clock, new SplittableRandom());
    Views views =
        open(
            Views.start(
                kafka,
                codec,
                new Listening(
                    FleetNews.ofWorkers(fleet),
                    FleetNews.ofOrders(fleet),
                    FleetNews.ofProcesses(fleet))));
    open(FleetWatch.start(kafka, fleet, clock));

    LiveFeed feed = open(LiveFeed.start(kafka, codec, views.processes()));
    views.workers().listen(feed::heard);

    ReportIndex reports = new ReportIndex();
    open(ReportFollower.start(kafka, codec, reports, feed::reported));
    ReportReader reportReader = open(new ReportReader(kafka, codec, reports));

    SessionIndex sessions = new SessionIndex();
    open(SessionFollower.start(kafka, codec, sessions));
    SessionReader sessionReader = open(new SessionReader(kafka, codec, sessions));

    WebhookConfig webhookConfig = WebhookConfig.from(http.getEnvironment());
    Webhooks webhooks =
        open(
            Webhooks.start(
                WebhookConfig.webhooks(http.getEnvironment()),
                new Webhooks.Settings(
                    config.instanceId(),
                    webhookConfig.webhookPatience(),
                    webhookConfig.webhookTimeout(),
                    webhookConfig.webhookRequests()),
                kafka,
                codec,
                topics,
                new DecidedMapping(codec, views.processes()),
                views,
                metrics,
                clock));

    PastReader past =
        open(
            new PastReader(
                kafka,
                id ->
                    views
                        .processes()
                        .find(id)
                        .map(known -> new LastTransition(known.sequence(), known.changedAt()))));

    // What is decided: from the inputs of the partitions owned here.
    DecisionsFactory decisions =
        new DecisionsFactory(
            codec,
            topics,
            fleet,
            config.instanceId(),
            clock,
            new DecisionMetrics(metrics),
            AddressConfig.from(http.getEnvironment()).lists());
    LoopStarter loop = open(new LoopStarter(kafka, topics, config, decisions));
    loop.start();
    metrics.gauge("sluice.decisions.lag", loop, l -> (double) l.lag());

    // What is asked for: by HTTP, written to Kafka as any orchestrator would.
    LogWriter writer =
        open(
            LogWriter.giveUpAfter(
                kafka, config.instanceId() + "-commands", config.commandTimeout()));

    http.registerSingleton(InstantSource.class, clock);
    KafkaCommandLog commandLog = new KafkaCommandLog(writer, codec, topics);
    http.registerSingleton(CommandLog.class, commandLog);
    http.registerSingleton(OrderLog.class, commandLog);
    http.registerSingleton(
        ApiSettings.class, ApiSettings.of(config.commandTimeout(), config.apiToken()));
    http.registerSingleton(GatewayMode.class, config.whipMode());
    http.registerSingleton(Processes.class, views.processes());
    http.registerSingleton(Routes.class, views.routes());
    http.registerSingleton(Workers.class, views.workers());
    http.registerSingleton(LiveFeed.class, feed);
    http.registerSingleton(PastReader.class, past);
    http.registerSingleton(ReportIndex.class, reports);
    http.registerSingleton(ReportReader.class, reportReader);
    http.registerSingleton(SessionIndex.class, sessions);
    http.registerSingleton(SessionReader.class, sessionReader);
    http.registerSingleton(Outcomes.class, views.outcomes());
    http.registerSingleton(CaughtUp.class, views);
    http.registerSingleton(HealthIndicator.class, new LoopHealthIndicator(loop, views));
    http.registerSingleton(
        HealthIndicator.class,
        new WebhooksHealthIndicator(webhooks),
        Qualifiers.byName("webhooks"));
  }

  private <T extends AutoCloseable> T open(T part) {
    opened.push(part);
    return part;
  }

  /// Last opened, first closed: deciding ends before what it stands on.
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("a part of the control plane did not close", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
