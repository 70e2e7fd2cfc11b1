package io.sluice.worker.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Our candidates as SDP says them, in answers and in fragments.
final class HostCandidateLines {
  private HostCandidateLines() {}

  /// Host candidates of component 1, the first with the highest priority (RFC 8445 §5.1.2.1: type
  /// preference 126), and that there are no more.
  static List<String> of(List<InetSocketAddress> candidates) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      InetSocketAddress candidate = candidates.get(i);
      long priority = (126L << 24) + ((65_535L - i) << 8) + 255;
      lines.add(
          "a=candidate:%d 1 udp %d %s %d typ host"
              .formatted(
                  i + 1, priority, candidate.getAddress().getHostAddress(), candidate.getPort()));
    }
    lines.add("a=end-of-candidates");
    return lines;
  }
}
