package io.sluice.controlplane;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import io.sluice.controlplane.gateway.WorkerTrust;
import io.sluice.whip.limits.ClientLimit;
import io.sluice.whip.tls.ListenerCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running control plane.
///
/// Thread: safe; [#close] may be called more than once.
public final class ControlPlane implements AutoCloseable {
  private static final String ROLE = "control-plane";
  private static final String DEFAULTS = "control-plane.yml";

  // Below the environment and below what the caller gives.
  private static final int DEFAULTS_ORDER = -1_000;

  private final ApplicationContext context;
  private final Parts parts;
  private final EmbeddedServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ControlPlane(ApplicationContext context, Parts parts, EmbeddedServer server) {
    this.context = context;
    this.parts = parts;
    this.server = server;
  }

  /// Starts a control plane and returns once its HTTP listener answers. Kafka may come later:
  /// `/health` says how far it is.
  ///
  /// @param properties `sluice.*` and `micronaut.*`; they win over the environment
  /// @throws RuntimeException when a property is wrong or the port is taken; nothing is left behind
  public static ControlPlane start(Map<String, Object> properties) {
    ApplicationContext context = context(properties);
    try {
      serveTls(context.getEnvironment());
      context.start();
      return start(context);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  private static ControlPlane start(ApplicationContext context) {
    ControlPlaneConfig config = ControlPlaneConfig.from(context.getEnvironment());
    GatewayConfig gateway = GatewayConfig.from(context.getEnvironment());
    context.registerSingleton(ClientLimit.class, gateway.clientLimit());
    context.registerSingleton(WorkerTrust.class, gateway.trustInWorkers());
    Parts parts = Parts.start(config, context);
    try {
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      return new ControlPlane(context, parts, server);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static ApplicationContext context(Map<String, Object> properties) {
    Map<String, Object> own = new HashMap<>(properties);
    own.put("sluice.role", ROLE);
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .banner(false)
        .propertySources(PropertySource.of(ROLE, defaults(), DEFAULTS_ORDER))
        .properties(own)
        .build();
  }

  /// Before the beans are made, since Micronaut decides about its listener by properties.
  private static void serveTls(Environment environment) {
    environment.start();
    GatewayConfig.from(environment)
        .listenerCertificate()
        .map(ListenerCertificate::serverProperties)
        .ifPresent(tls -> environment.addPropertySource(PropertySource.of("tls", tls)));
  }

  /// Read by hand: two programs in one JVM cannot share the name `application.yml`.
  private static Map<String, Object> defaults() {
    try (InputStream file = ControlPlane.class.getResourceAsStream("/" + DEFAULTS)) {
      if (file == null) {
        throw new IllegalStateException(DEFAULTS + " is not on the class path");
      }
      return new YamlPropertySourceLoader().read(ROLE, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The port that HTTP listens on.
  public int port() {
    return server.getPort();
  }

  /// Base URL of the HTTP listener, without a slash at its end.
  public URI url() {
    return URI.create(server.getScheme() + "://" + server.getHost() + ":" + server.getPort());
  }

  /// Takes no more requests, ends the batch being decided, and leaves the group so that others take
  /// its partitions over at once.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        server.stop();
      } finally {
        try {
          parts.close();
        } finally {
          context.close();
        }
      }
    }
  }
}
