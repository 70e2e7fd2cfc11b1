package io.sluice.worker.peer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which addresses an answer names: some clients take only the first, so the one most likely to be
/// reachable stands there.
final class HostCandidates {
  private HostCandidates() {}

  static List<InetSocketAddress> of(List<InetAddress> advertised, InetSocketAddress bound) {
    List<InetAddress> addresses = new ArrayList<>(advertised);
    if (addresses.isEmpty()) {
      addresses.addAll(
          bound.getAddress().isAnyLocalAddress() ? ofThisHost() : List.of(bound.getAddress()));
    }
    if (bound.getAddress() instanceof Inet4Address) {
      addresses.removeIf(address -> !advertised.contains(address) && !isIpv4(address));
    }
    return addresses.stream()
        .map(address -> new InetSocketAddress(address, bound.getPort()))
        .toList();
  }

  /// Every address that is up and not loopback or link-local, IPv4 first; loopback when there is no
  /// other.
  private static List<InetAddress> ofThisHost() {
    List<InetAddress> found =
        interfaces().stream()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .sorted(Comparator.comparing(HostCandidates::isIpv4).reversed())
            .toList();
    return found.isEmpty() ? List.of(InetAddress.ofLiteral("127.0.0.1")) : found;
  }

  private static List<NetworkInterface> interfaces() {
    try {
      List<NetworkInterface> up = new ArrayList<>();
      for (NetworkInterface candidate : NetworkInterface.networkInterfaces().toList()) {
        if (candidate.isUp()) {
          up.add(candidate);
        }
      }
      return up;
    } catch (SocketException e) {
      throw new IllegalStateException("the host's network interfaces cannot be listed", e);
    }
  }

  private static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }
}
