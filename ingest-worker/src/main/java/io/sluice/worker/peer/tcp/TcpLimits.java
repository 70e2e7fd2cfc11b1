package io.sluice.worker.peer.tcp;

import java.time.Duration;

/// What strangers may take of the TCP port.
///
/// @param connections at a time; beyond it the oldest that proved nothing gives way
/// @param unproven how long a connection may last without a session: before its first valid
///   connectivity check, and after its session's end
/// @param idle longest silence between two frames
public record TcpLimits(int connections, Duration unproven, Duration idle) {
  /// Checks come every few seconds (RFC 7675), and clients try candidates for some seconds.
  public static final TcpLimits USUAL =
      new TcpLimits(1_024, Duration.ofSeconds(10), Duration.ofSeconds(30));
}
