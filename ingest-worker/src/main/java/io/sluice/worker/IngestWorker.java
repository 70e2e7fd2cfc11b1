package io.sluice.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import io.sluice.whip.IceServers;
import io.sluice.whip.tls.ListenerCertificate;
import io.sluice.worker.whip.WhipEndpoints;
import io.sluice.worker.whip.WhipLimits;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running ingest worker.
///
/// Thread: safe; [#close] may be called more than once.
public final class IngestWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IngestWorker.class);

  // Below Micronaut's own lowest, application.yml at -300: whatever anybody sets wins.
  private static final int DEFAULTS_ORDER = -400;
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "micronaut.application.name",
          "sluice-worker",
          "micronaut.server.port",
          8081,
          "micronaut.server.max-request-size",
          1024 * 1024,
          // Micronaut would answer 403 to pages of other origins behind a proxy on this host;
          // CORS is whip-protocol's matter.
          "micronaut.server.cors.localhost-pass-through",
          true,
          "endpoints.all.sensitive",
          false,
          "endpoints.health.details-visible",
          "ANONYMOUS",
          "micronaut.metrics.export.prometheus.enabled",
          true);

  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final WorkerParts parts;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private IngestWorker(ApplicationContext context, EmbeddedServer server, WorkerParts parts) {
    this.context = context;
    this.server = server;
    this.parts = parts;
  }

  /// Starts a worker and returns once its HTTP listener and its media port answer. Kafka may come
  /// later: `/health` says how far it is.
  ///
  /// @param properties `sluice.*` and `micronaut.*`; they win over the environment
  public static IngestWorker start(Map<String, Object> properties) {
    Map<String, Object> own = new HashMap<>(properties);
    own.put("sluice.role", "worker");
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .properties(own)
            .propertySources(
                PropertySource.of("worker-defaults", new HashMap<>(DEFAULTS), DEFAULTS_ORDER))
            .build();
    boolean started = false;
    try {
      serveTls(context.getEnvironment());
      context.start();
      IngestWorker worker = start(context);
      started = true;
      return worker;
    } finally {
      if (!started) {
        context.close();
      }
    }
  }

  /// Before the beans are made, since Micronaut decides about its listener by properties.
  private static void serveTls(Environment environment) {
    environment.start();
    WhipConfig.from(environment)
        .listenerCertificate()
        .map(ListenerCertificate::serverProperties)
        .ifPresent(tls -> environment.addPropertySource(PropertySource.of("tls", tls)));
  }

  /// The port that HTTP listens on.
  public int port() {
    return server.getPort();
  }

  /// Base URL of the HTTP listener, without a slash at its end.
  public URI url() {
    return server.getURI();
  }

  /// Completes when the worker has ended, asked to or because another took its id.
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  /// Has its processes moved to other workers first, as far as they can be within
  /// `sluice.worker.drain-limit`, and then ends.
  public void retire() {
    try {
      if (!closing.get()) {
        parts.drain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /// Tears all processes down, finalising their files, says so on Kafka, and frees everything.
  @Override
  public void close() {
    close(false);
  }

  private static IngestWorker start(ApplicationContext context) {
    WhipConfig whip = WhipConfig.from(context);
    WhipLimits limits = whip.limits();
    IceServers iceServers = whip.servers();
    WorkerParts parts =
        WorkerParts.build(
            WorkerConfig.from(context),
            whip,
            OutputConfig.from(context),
            context.getBean(MeterRegistry.class));
    boolean started = false;
    try {
      context.registerSingleton(parts);
      context.registerSingleton(parts.preview());
      context.registerSingleton(new WhipEndpoints(parts.ingests(), limits, iceServers));
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      IngestWorker worker = new IngestWorker(context, server, parts);
      parts.joinFleet(server.getURI().toString(), worker::endByItself);
      started = true;
      return worker;
    } finally {
      if (!started) {
        parts.close();
      }
    }
  }

  /// Returns at once: the thread that found out is one that ends with the worker.
  private void endByItself() {
    if (closing.get()) {
      return;
    }
    LOG.atError().log("the worker ends: another has its id, or it cannot join the fleet");
    Thread.ofPlatform().name("worker-end").start(() -> close(true));
  }

  private void close(boolean silently) {
    if (!closing.compareAndSet(false, true)) {
      ended.join();
      return;
    }
    try {
      parts.leaveFleet(silently);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Each even when the one before failed.
      try {
        context.close();
      } finally {
        parts.close();
        ended.complete(null);
      }
    }
  }
}
