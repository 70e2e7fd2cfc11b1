package io.sluice.controlplane;

import io.micronaut.core.value.PropertyResolver;
import io.sluice.controlplane.gateway.GatewayMode;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What the control plane is told from outside: properties `sluice.*` and `sluice.control-plane.*`,
/// or the environment variables `SLUICE_*` of the same names.
///
/// @param bootstrap Kafka's bootstrap servers
/// @param partitions number of partitions of every topic that is keyed by process
/// @param replicationFactor of the topics that are made at start
/// @param reportRetention how long reports of FFmpeg are kept
/// @param instanceId name of this control plane in the history, and its consumer's name
/// @param lease a worker without a heartbeat for this long is lost
/// @param whipMode how publishers are led to workers
/// @param commandTimeout how long the HTTP API waits for the outcome of a command
/// @param tick how often time-outs are looked at
/// @param apiToken bearer token that `/api` asks for; empty when it asks for none
public record ControlPlaneConfig(
    String bootstrap,
    int partitions,
    short replicationFactor,
    Duration reportRetention,
    String instanceId,
    Duration lease,
    GatewayMode whipMode,
    Duration commandTimeout,
    Duration tick,
    Optional<String> apiToken) {

  private static final String PREFIX = "sluice.control-plane.";

  static ControlPlaneConfig from(PropertyResolver properties) {
    return new ControlPlaneConfig(
        properties.get("sluice.bootstrap", String.class, "127.0.0.1:9092"),
        positive("sluice.partitions", properties.get("sluice.partitions", Integer.class, 12)),
        properties.get("sluice.replication-factor", Short.class, (short) 1),
        properties.get(
            "sluice.report-retention", Duration.class, TopicCatalogue.USUAL_REPORT_RETENTION),
        properties.get(PREFIX + "instance-id", String.class).orElseGet(HostName::find),
        duration(properties, "lease", Duration.ofSeconds(6)),
        whipMode(properties.get(PREFIX + "whip-mode", String.class, "proxy")),
        duration(properties, "command-timeout", Duration.ofSeconds(10)),
        duration(properties, "tick", Duration.ofMillis(250)),
        properties.get(PREFIX + "api-token", String.class).filter(token -> !token.isBlank()));
  }

  private static Duration duration(PropertyResolver properties, String name, Duration fallback) {
    Duration value = properties.get(PREFIX + name, Duration.class, fallback);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(PREFIX + name + " must be longer than zero");
    }
    return value;
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, is " + value);
    }
    return value;
  }

  private static GatewayMode whipMode(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "proxy" -> GatewayMode.PROXY;
      case "redirect" -> GatewayMode.REDIRECT;
      default ->
          throw new IllegalArgumentException(
              PREFIX + "whip-mode must be 'proxy' or 'redirect', is '" + value + "'");
    };
  }
}
