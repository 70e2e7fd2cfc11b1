package io.sluice.worker.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// How the media port is opened.
///
/// @param bind address and port of the one UDP socket; port 0 lets the system choose
/// @param advertised addresses put into candidates, the reachable IPv4 first; empty means the bound
///   address when it is specific, else every non-loopback address of this host, IPv4 first
/// @param connectTimeout from the offer until media must flow
/// @param consentTimeout longest silence of connectivity checks
/// @param keyFrameInterval publishers are asked for a key frame when none came for so long
/// @param limits offers above them are refused
public record MediaServerConfig(
    InetSocketAddress bind,
    List<InetAddress> advertised,
    Duration connectTimeout,
    Duration consentTimeout,
    Duration keyFrameInterval,
    SessionLimits limits) {
  public MediaServerConfig {
    advertised = List.copyOf(advertised);
  }

  /// Loopback only, any free port, the usual times: 15 s to connect, 30 s of consent, a key frame
  /// each 2 s, and more sessions than a test opens.
  public static MediaServerConfig loopback() {
    return new MediaServerConfig(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
        List.of(),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        new SessionLimits(10_000, 10_000));
  }
}
