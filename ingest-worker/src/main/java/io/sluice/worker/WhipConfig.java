package io.sluice.worker;

import io.micronaut.core.type.Argument;
import io.micronaut.core.value.PropertyResolver;
import io.sluice.whip.IceServers;
import io.sluice.whip.limits.RequestRate;
import io.sluice.whip.limits.TrustedProxies;
import io.sluice.whip.tls.ListenerCertificate;
import io.sluice.worker.peer.SessionLimits;
import io.sluice.worker.whip.WhipLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What the worker's WHIP listener is told from outside: further properties `sluice.worker.*`.
///
/// @param maxSessions publishers at a time
/// @param maxConnectingSessions of those, how many whose handshake is not finished
/// @param clientRequestsPerSecond of one address in the long run
/// @param clientRequestBurst of one address at once
/// @param processRequestsPerSecond to one process in the long run, from all who have its token
/// @param processRequestBurst to one process at once
/// @param trustedProxies addresses and blocks whose `X-Forwarded-For` is believed
/// @param iceServers STUN and TURN URLs that publishers are told of
/// @param turnSecret shared with the TURN servers; empty when there are none
/// @param turnLifetime how long TURN credentials are good for
/// @param tlsCertificate PEM file for HTTPS; empty for HTTP
/// @param tlsKey PEM file with its private key; empty for HTTP
public record WhipConfig(
    int maxSessions,
    int maxConnectingSessions,
    int clientRequestsPerSecond,
    int clientRequestBurst,
    int processRequestsPerSecond,
    int processRequestBurst,
    List<String> trustedProxies,
    List<String> iceServers,
    String turnSecret,
    Duration turnLifetime,
    String tlsCertificate,
    String tlsKey) {
  private static final String PREFIX = "sluice.worker.";

  public WhipConfig {
    trustedProxies = List.copyOf(trustedProxies);
    iceServers = List.copyOf(iceServers);
  }

  static WhipConfig from(PropertyResolver properties) {
    return new WhipConfig(
        positive(properties, "max-sessions", 1_000),
        positive(properties, "max-connecting-sessions", 200),
        positive(properties, "client-requests-per-second", 50),
        positive(properties, "client-request-burst", 500),
        positive(properties, "process-requests-per-second", 10),
        positive(properties, "process-request-burst", 100),
        list(properties, "trusted-proxies", List.of("127.0.0.0/8", "::1")),
        list(properties, "ice-servers", List.of()),
        text(properties, "turn-secret"),
        properties.get(PREFIX + "turn-lifetime", Duration.class, Duration.ofHours(24)),
        text(properties, "tls-certificate"),
        text(properties, "tls-key"));
  }

  SessionLimits sessions() {
    return new SessionLimits(maxSessions, maxConnectingSessions);
  }

  WhipLimits limits() {
    return new WhipLimits(
        named("trusted-proxies", () -> TrustedProxies.of(trustedProxies)),
        new RequestRate(clientRequestsPerSecond, clientRequestBurst),
        new RequestRate(processRequestsPerSecond, processRequestBurst));
  }

  IceServers servers() {
    return named(
        "ice-servers",
        () -> IceServers.of(iceServers, turnSecret, turnLifetime, InstantSource.system()));
  }

  Optional<ListenerCertificate> listenerCertificate() {
    return ListenerCertificate.of(PREFIX, tlsCertificate, tlsKey);
  }

  /// Never the secret.
  @Override
  public String toString() {
    return "WhipConfig[…]";
  }

  private static <T> T named(String property, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PREFIX + property + ": " + e.getMessage(), e);
    }
  }

  private static String text(PropertyResolver properties, String name) {
    return properties.get(PREFIX + name, String.class, "").strip();
  }

  private static List<String> list(
      PropertyResolver properties, String name, List<String> fallback) {
    return properties.get(PREFIX + name, Argument.listOf(String.class)).orElse(fallback);
  }

  private static int positive(PropertyResolver properties, String name, int fallback) {
    int value = properties.get(PREFIX + name, Integer.class, fallback);
    if (value < 1) {
      throw new IllegalArgumentException(PREFIX + name + " must be at least 1, is " + value);
    }
    return value;
  }
}
