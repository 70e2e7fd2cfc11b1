package io.sluice.worker.sdp;

import java.net.InetSocketAddress;
import java.util.List;

/// Our side of the transport, as the answer tells it.
///
/// @param sessionNumber of the `o=` line, not negative, unlikely to repeat
/// @param fingerprint value of `a=fingerprint`, for example `sha-256 AB:CD:…`
/// @param candidates host candidates of UDP, best first, at least one
/// @param tcpCandidates passive host candidates of TCP, best first
public record LocalTransport(
    long sessionNumber,
    IceCredentials ice,
    String fingerprint,
    List<InetSocketAddress> candidates,
    List<InetSocketAddress> tcpCandidates) {
  public LocalTransport {
    candidates = List.copyOf(candidates);
    tcpCandidates = List.copyOf(tcpCandidates);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("an answer needs a candidate");
    }
  }

  /// The same of another ICE session.
  public LocalTransport with(IceCredentials newIce) {
    return new LocalTransport(sessionNumber, newIce, fingerprint, candidates, tcpCandidates);
  }
}
