package io.sluice.worker.sdp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One media section of an offer that sends.
///
/// @param mid empty when the offer gives none
/// @param reducedSizeRtcp `a=rtcp-rsize` (RFC 5506 §5)
/// @param extensions the offered ids of the header extensions known here
/// @param ssrcs media streams announced by `a=ssrc`, in their order; often none
/// @param layers the simulcast layers; empty without simulcast
record OfferedMedia(
    MediaKind kind,
    String protocol,
    String mid,
    boolean reducedSizeRtcp,
    List<OfferedFormat> formats,
    Map<HeaderExtension, Integer> extensions,
    List<Long> ssrcs,
    List<SimulcastLayer> layers) {
  OfferedMedia {
    formats = List.copyOf(formats);
    extensions = Map.copyOf(extensions);
    ssrcs = List.copyOf(ssrcs);
    layers = List.copyOf(layers);
  }

  static OfferedMedia of(SdpMedia media, SdpSection session) throws OfferProblem {
    MediaKind kind =
        switch (media.type()) {
          case "video" -> MediaKind.VIDEO;
          case "audio" -> MediaKind.AUDIO;
          default ->
              throw OfferProblem.unprocessable("only audio and video sections are taken here");
        };
    requireMedia(media, session);
    return new OfferedMedia(
        kind,
        media.protocol(),
        media.section().first("mid").orElse(""),
        media.section().has("rtcp-rsize"),
        OfferedFormat.of(media),
        extensions(media, session),
        ssrcs(media),
        SimulcastLayer.of(media.section()));
  }

  private static void requireMedia(SdpMedia media, SdpSection session) throws OfferProblem {
    if (media.port() == 0 && !media.section().has("bundle-only")) {
      throw OfferProblem.unprocessable("a media section is disabled by port 0");
    }
    if (!media.protocol().contains("RTP/SAVP")) {
      throw OfferProblem.unprocessable("a media section is not RTP over DTLS-SRTP");
    }
    if (!media.section().has("rtcp-mux")) {
      throw OfferProblem.unprocessable("a media section does not multiplex RTCP (a=rtcp-mux)");
    }
    SdpSection direction = hasDirection(media.section()) ? media.section() : session;
    if (direction.has("recvonly") || direction.has("inactive")) {
      throw OfferProblem.malformed("a media section does not send (recvonly or inactive)");
    }
  }

  private static boolean hasDirection(SdpSection section) {
    return section.has("sendonly")
        || section.has("sendrecv")
        || section.has("recvonly")
        || section.has("inactive");
  }

  /// RFC 8285 §5; a direction after the id (`3/sendonly`) does not matter to a receiver.
  private static Map<HeaderExtension, Integer> extensions(SdpMedia media, SdpSection session) {
    Map<HeaderExtension, Integer> ids = new EnumMap<>(HeaderExtension.class);
    List<String> lines = new ArrayList<>(media.section().all("extmap"));
    lines.addAll(session.all("extmap"));
    for (String line : lines) {
      String[] parts = line.split("\\s+");
      int id = Numbers.parse(parts[0].split("/", 2)[0], 1, 255);
      if (parts.length > 1 && id > 0) {
        HeaderExtension.named(parts[1]).ifPresent(extension -> ids.putIfAbsent(extension, id));
      }
    }
    return ids;
  }

  private static List<Long> ssrcs(SdpMedia media) {
    return media.section().all("ssrc").stream()
        .map(line -> Numbers.parseLong(line.split("\\s+", 2)[0]))
        .filter(ssrc -> ssrc >= 0 && ssrc <= 0xFFFF_FFFFL)
        .distinct()
        .limit(16)
        .toList();
  }
}
