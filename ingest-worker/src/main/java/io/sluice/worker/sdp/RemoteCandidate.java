package io.sluice.worker.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// The publisher's `a=candidate` lines (RFC 8839 §5.1). As ICE-lite we send no checks, so that an
/// address is only ever learned from a check that came from it; these tell what to expect.
final class RemoteCandidate {
  private RemoteCandidate() {}

  /// The address of a line that we could hear from: UDP, component 1, an address and no name. mDNS
  /// names (`….local`) are never looked up.
  static Optional<InetSocketAddress> usable(String value) {
    String[] parts = value.strip().split("\\s+", 8);
    if (parts.length < 7
        || !parts[1].equals("1")
        || !parts[2].equalsIgnoreCase("udp")
        || !parts[6].equals("typ")) {
      return Optional.empty();
    }
    int port = Numbers.parse(parts[5], 1, 65_535);
    return port < 0
        ? Optional.empty()
        : literal(parts[4]).map(address -> new InetSocketAddress(address, port));
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
