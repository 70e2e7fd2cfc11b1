package io.sluice.controlplane;

import io.micronaut.core.type.Argument;
import io.micronaut.core.value.PropertyResolver;
import io.sluice.controlplane.gateway.WorkerTrust;
import io.sluice.whip.limits.ClientLimit;
import io.sluice.whip.limits.RequestRate;
import io.sluice.whip.limits.TrustedProxies;
import io.sluice.whip.tls.ListenerCertificate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the gateway is told from outside: further properties `sluice.control-plane.*`.
///
/// @param clientRequestsPerSecond WHIP requests of one address in the long run
/// @param clientRequestBurst WHIP requests of one address at once
/// @param trustedProxies addresses and blocks whose `X-Forwarded-For` is believed
/// @param tlsCertificate PEM file for HTTPS; empty for HTTP
/// @param tlsKey PEM file with its private key; empty for HTTP
/// @param workerTrust PEM file of certificates that workers' `https` URLs are held against; empty
///   for those of the Java runtime
public record GatewayConfig(
    int clientRequestsPerSecond,
    int clientRequestBurst,
    List<String> trustedProxies,
    String tlsCertificate,
    String tlsKey,
    String workerTrust) {
  private static final String PREFIX = "sluice.control-plane.";

  public GatewayConfig {
    trustedProxies = List.copyOf(trustedProxies);
  }

  static GatewayConfig from(PropertyResolver properties) {
    return new GatewayConfig(
        positive(properties, "client-requests-per-second", 50),
        positive(properties, "client-request-burst", 500),
        properties
            .get(PREFIX + "trusted-proxies", Argument.listOf(String.class))
            .orElse(List.of("127.0.0.0/8", "::1")),
        text(properties, "tls-certificate"),
        text(properties, "tls-key"),
        text(properties, "worker-trust"));
  }

  ClientLimit clientLimit() {
    try {
      return new ClientLimit(
          TrustedProxies.of(trustedProxies),
          new RequestRate(clientRequestsPerSecond, clientRequestBurst));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PREFIX + "trusted-proxies: " + e.getMessage(), e);
    }
  }

  Optional<ListenerCertificate> listenerCertificate() {
    return ListenerCertificate.of(PREFIX, tlsCertificate, tlsKey);
  }

  WorkerTrust trustInWorkers() {
    return workerTrust.isEmpty()
        ? WorkerTrust.ofTheRuntime()
        : WorkerTrust.in(PREFIX + "worker-trust", Path.of(workerTrust));
  }

  private static String text(PropertyResolver properties, String name) {
    return properties.get(PREFIX + name, String.class, "").strip();
  }

  private static int positive(PropertyResolver properties, String name, int fallback) {
    int value = properties.get(PREFIX + name, Integer.class, fallback);
    if (value < 1) {
      throw new IllegalArgumentException(PREFIX + name + " must be at least 1, is " + value);
    }
    return value;
  }
}
