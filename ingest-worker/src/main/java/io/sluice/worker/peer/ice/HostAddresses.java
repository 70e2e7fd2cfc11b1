package io.sluice.worker.peer.ice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// This host's own addresses, the one most likely to be reachable first.
final class HostAddresses {
  /// RFC 5737 and RFC 3849 keep these free: no datagram is sent, only the route is asked for.
  private static final List<String> SOMEWHERE = List.of("192.0.2.1", "2001:db8::1");

  private static final Path IPV6_ADDRESSES = Path.of("/proc/net/if_inet6");

  /// IFA_F_TEMPORARY, IFA_F_DADFAILED, IFA_F_DEPRECATED, IFA_F_TENTATIVE of linux/if_addr.h.
  private static final int PASSING_FLAGS = 0x01 | 0x08 | 0x20 | 0x40;

  private HostAddresses() {}

  /// Every address that is up and may be told to others: not loopback, not link-local (its scope
  /// means nothing elsewhere, RFC 8445 §5.1.1.1 keeps it out), not one of IPv6 that soon goes away
  /// (RFC 8981). IPv4 first, and of each family the one that the default route uses.
  static List<InetAddress> reachable() {
    Set<InetAddress> routed = routed();
    Set<String> passing = passing();
    return interfaces().stream()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .filter(address -> !passing.contains(hex(address)))
        .distinct()
        .sorted(
            Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address))
                .thenComparing(address -> !routed.contains(address)))
        .toList();
  }

  /// Where datagrams to far away would come from.
  private static Set<InetAddress> routed() {
    return SOMEWHERE.stream()
        .map(HostAddresses::sourceTowards)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  /// Empty without a route of that family.
  private static Optional<InetAddress> sourceTowards(String far) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(far), 9));
      return Optional.of(socket.getLocalAddress());
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty();
    }
  }

  /// Empty where the system does not say.
  private static Set<String> passing() {
    try {
      return Files.exists(IPV6_ADDRESSES) ? passing(Files.readAllLines(IPV6_ADDRESSES)) : Set.of();
    } catch (IOException _) {
      return Set.of();
    }
  }

  /// @param lines address, interface, prefix length, scope, flags, name; all numbers in hex
  static Set<String> passing(List<String> lines) {
    Set<String> found = new HashSet<>();
    for (String line : lines) {
      String[] fields = line.strip().split("\\s+");
      if (fields.length >= 5 && (Integer.parseInt(fields[4], 16) & PASSING_FLAGS) != 0) {
        found.add(fields[0]);
      }
    }
    return found;
  }

  private static String hex(InetAddress address) {
    return HexFormat.of().formatHex(address.getAddress());
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
}
