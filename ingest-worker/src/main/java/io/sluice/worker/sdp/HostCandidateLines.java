package io.sluice.worker.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Our candidates as SDP says them, in answers and in fragments.
final class HostCandidateLines {
  private HostCandidateLines() {}

  /// Host candidates of component 1, the first with the highest priority (RFC 8445 §5.1.2.1: type
  /// preference 126), and that there are no more.
  static List<String> of(LocalTransport transport) {
    List<String> lines = new ArrayList<>();
    List<InetSocketAddress> udp = transport.candidates();
    for (int i = 0; i < udp.size(); i++) {
      long priority = (126L << 24) + ((65_535L - i) << 8) + 255;
      lines.add(candidate(i + 1, "udp", priority, udp.get(i)));
    }
    List<InetSocketAddress> tcp = transport.tcpCandidates();
    for (int i = 0; i < tcp.size(); i++) {
      // RFC 6544 §4.2: below those of UDP; the direction preference of passive ones is 4.
      long priority = (90L << 24) + (((4L << 13) + 8_191L - i) << 8) + 255;
      lines.add(candidate(udp.size() + i + 1, "tcp", priority, tcp.get(i)) + " tcptype passive");
    }
    lines.add("a=end-of-candidates");
    return lines;
  }

  private static String candidate(
      int foundation, String protocol, long priority, InetSocketAddress address) {
    return "a=candidate:%d 1 %s %d %s %d typ host"
        .formatted(
            foundation,
            protocol,
            priority,
            address.getAddress().getHostAddress(),
            address.getPort());
  }
}
