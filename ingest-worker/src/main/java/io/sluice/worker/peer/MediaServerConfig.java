package io.sluice.worker.peer;

import java.time.Duration;

/// How the media port is opened, and how long publishers are waited for.
///
/// @param network where publishers reach us
/// @param connectTimeout from the offer until media must flow
/// @param consentTimeout longest silence of connectivity checks
/// @param keyFrameInterval publishers are asked for a key frame when none came for so long
/// @param limits offers above them are refused
public record MediaServerConfig(
    MediaNetwork network,
    Duration connectTimeout,
    Duration consentTimeout,
    Duration keyFrameInterval,
    SessionLimits limits) {
  /// With more room than there are file descriptors.
  public MediaServerConfig(
      MediaNetwork network,
      Duration connectTimeout,
      Duration consentTimeout,
      Duration keyFrameInterval) {
    this(
        network,
        connectTimeout,
        consentTimeout,
        keyFrameInterval,
        new SessionLimits(100_000, 100_000));
  }

  /// Loopback only, any free port, the usual times: 15 s to connect, 30 s of consent, a key frame
  /// each 2 s.
  public static MediaServerConfig loopback() {
    return usual(MediaNetwork.loopback());
  }

  /// With the usual times.
  public static MediaServerConfig usual(MediaNetwork network) {
    return new MediaServerConfig(
        network, Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(2));
  }
}
