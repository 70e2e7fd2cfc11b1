package io.sluice.worker.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes what we answer to an ICE restart: our new credentials and all candidates (RFC 9725
/// §4.3.3, RFC 8840 §9).
public final class FragmentWriter {
  private FragmentWriter() {}

  /// Of the section that the bundle's transport is told in, the first one.
  public static String write(Agreement agreement, LocalTransport transport) {
    AgreedMedia tagged = agreement.media().getFirst();
    List<String> lines = new ArrayList<>();
    lines.add("a=ice-lite");
    if (agreement.bundled()) {
      lines.add("a=group:BUNDLE " + mids(agreement));
    }
    // The port means nothing here (RFC 8840 §9: 9).
    lines.add(
        "m=%s 9 %s %d".formatted(tagged.kind().sdpName(), tagged.protocol(), tagged.payloadType()));
    if (!tagged.mid().isEmpty()) {
      lines.add("a=mid:" + tagged.mid());
    }
    lines.add("a=ice-ufrag:" + transport.ice().ufrag());
    lines.add("a=ice-pwd:" + transport.ice().pwd());
    lines.addAll(HostCandidateLines.of(transport));
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String mids(Agreement agreement) {
    return agreement.media().stream().map(AgreedMedia::mid).collect(Collectors.joining(" "));
  }
}
