package io.sluice.worker.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Offer, answer and candidates in few words, for whoever looks for the reason why nothing came of
/// them: media with codecs and payload types, bundle, DTLS role, candidates. Neither ufrag,
/// password nor fingerprint.
public final class SdpSummary {
  private static final int SHOWN_CANDIDATES = 6;

  private SdpSummary() {}

  /// @param sdp an offer or an answer; may be anything
  public static String of(String sdp) {
    try {
      return summary(SdpText.parse(sdp));
    } catch (OfferProblem problem) {
      return "cannot be read: " + problem.refusal().detail();
    }
  }

  /// The candidates that an offer brings.
  public static String candidatesOf(String sdp) {
    try {
      List<String> lines = all(SdpText.parse(sdp), "candidate");
      List<InetSocketAddress> usable =
          lines.stream().flatMap(line -> RemoteCandidate.usable(line).stream()).toList();
      return candidates(usable, lines.size() - usable.size());
    } catch (OfferProblem _) {
      return candidates(List.of(), 0);
    }
  }

  /// @param others how many are of no use here: TCP, mDNS names, not understood
  public static String candidates(List<InetSocketAddress> usable, int others) {
    List<String> parts = new ArrayList<>();
    usable.stream()
        .limit(SHOWN_CANDIDATES)
        .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
        .forEach(parts::add);
    if (usable.size() > SHOWN_CANDIDATES) {
      parts.add(usable.size() - SHOWN_CANDIDATES + " more");
    }
    if (others > 0) {
      parts.add(others + " of no use (TCP, or a name)");
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  private static String summary(SdpText sdp) {
    List<String> parts = new ArrayList<>();
    sdp.media().forEach(media -> parts.add(media(media)));
    boolean bundled = sdp.session().all("group").stream().anyMatch(g -> g.startsWith("BUNDLE"));
    parts.add(bundled ? "bundle" : "no bundle");
    parts.add("setup " + first(sdp, "setup").orElse("not said"));
    List<String> candidates = all(sdp, "candidate");
    parts.add(candidates.size() + (candidates.size() == 1 ? " candidate" : " candidates"));
    return String.join("; ", parts);
  }

  /// With the codecs known here; how many others there are.
  private static String media(SdpMedia media) {
    Map<String, String> codecs = new LinkedHashMap<>();
    int others = 0;
    for (OfferedFormat format : OfferedFormat.of(media)) {
      String name = format.rtpmap().split("/", 2)[0];
      if (MediaCodec.named(name).isPresent() || name.equalsIgnoreCase("rtx")) {
        codecs.merge(name, String.valueOf(format.payloadType()), (a, b) -> a + " " + b);
      } else {
        others++;
      }
    }
    String known =
        codecs.entrySet().stream()
            .map(codec -> codec.getKey() + " " + codec.getValue())
            .collect(Collectors.joining(", "));
    return "%s %s%s"
        .formatted(
            media.type(),
            known.isEmpty() ? "of no known codec" : known,
            others == 0 ? "" : " and " + others + " others");
  }

  private static Optional<String> first(SdpText sdp, String attribute) {
    return all(sdp, attribute).stream().findFirst();
  }

  /// Each value once: sections of a bundle may repeat what they share.
  private static List<String> all(SdpText sdp, String attribute) {
    List<String> values = new ArrayList<>();
    sdp.media().forEach(media -> values.addAll(media.section().all(attribute)));
    values.addAll(sdp.session().all(attribute));
    return values.stream().distinct().toList();
  }
}
