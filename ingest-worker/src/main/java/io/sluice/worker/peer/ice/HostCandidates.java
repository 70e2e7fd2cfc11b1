package io.sluice.worker.peer.ice;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;

/// Which addresses an answer names: some clients take only the first, so the one most likely to be
/// reachable stands there, and it is of IPv4 where there is one.
public final class HostCandidates {
  private static final List<InetAddress> LOOPBACK = List.of(InetAddress.ofLiteral("127.0.0.1"));

  private HostCandidates() {}

  /// @param advertised in the operator's order, which holds within each family
  public static List<InetSocketAddress> of(List<InetAddress> advertised, InetSocketAddress bound) {
    List<InetAddress> addresses = advertised.isEmpty() ? own(bound.getAddress()) : advertised;
    return addresses.stream()
        .sorted(Comparator.comparing(address -> !isIpv4(address)))
        .map(address -> new InetSocketAddress(address, bound.getPort()))
        .toList();
  }

  private static List<InetAddress> own(InetAddress bound) {
    if (!bound.isAnyLocalAddress()) {
      return List.of(bound);
    }
    List<InetAddress> found =
        HostAddresses.reachable().stream()
            .filter(address -> isIpv4(address) || !isIpv4(bound))
            .toList();
    return found.isEmpty() ? LOOPBACK : found;
  }

  private static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }
}
