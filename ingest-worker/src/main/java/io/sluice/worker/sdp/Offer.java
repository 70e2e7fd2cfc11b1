package io.sluice.worker.sdp;

import java.util.ArrayList;
import java.util.List;

/// An offer as far as a receiver needs it. Transport comes from the first media section, whose
/// credentials are the bundle's (RFC 9143 §7.2); what a section lacks, the session level says.
record Offer(
    IceCredentials ice,
    List<String> fingerprints,
    DtlsSetup ourSetup,
    boolean bundled,
    boolean mixedExtensionForms,
    List<OfferedMedia> media) {
  Offer {
    fingerprints = List.copyOf(fingerprints);
    media = List.copyOf(media);
  }

  static Offer parse(String text) throws OfferProblem {
    SdpText sdp = SdpText.parse(text);
    if (sdp.media().isEmpty()) {
      throw OfferProblem.unprocessable("the offer has no media section");
    }
    List<OfferedMedia> media = new ArrayList<>();
    for (SdpMedia section : sdp.media()) {
      media.add(OfferedMedia.of(section, sdp.session()));
    }
    SdpSection transport = sdp.media().getFirst().section();
    return new Offer(
        ice(transport, sdp.session()),
        fingerprints(transport, sdp.session()),
        ourSetup(transport, sdp.session()),
        bundled(sdp, media),
        sdp.session().has("extmap-allow-mixed") || transport.has("extmap-allow-mixed"),
        media);
  }

  private static IceCredentials ice(SdpSection section, SdpSection session) throws OfferProblem {
    return IceCredentials.parse(
            inherited("ice-ufrag", section, session), inherited("ice-pwd", section, session))
        .orElseThrow(() -> OfferProblem.malformed("the offer has no valid ice-ufrag and ice-pwd"));
  }

  private static List<String> fingerprints(SdpSection section, SdpSection session)
      throws OfferProblem {
    List<String> lines = new ArrayList<>(section.all("fingerprint"));
    lines.addAll(session.all("fingerprint"));
    if (lines.isEmpty()) {
      throw OfferProblem.malformed("the offer has no certificate fingerprint");
    }
    return lines;
  }

  /// RFC 9725 §4.4.4 asks for actpass or active; FFmpeg offers passive. None given means actpass
  /// (RFC 8842 §5.2).
  private static DtlsSetup ourSetup(SdpSection section, SdpSection session) throws OfferProblem {
    return switch (inherited("setup", section, session)) {
      case "", "actpass", "active" -> DtlsSetup.PASSIVE;
      case "passive" -> DtlsSetup.ACTIVE;
      default -> throw OfferProblem.malformed("a=setup is not actpass, active or passive");
    };
  }

  /// True when one BUNDLE group holds every section; several sections must be bundled (RFC 9725
  /// §4.4.1).
  private static boolean bundled(SdpText sdp, List<OfferedMedia> media) throws OfferProblem {
    List<String> mids = media.stream().map(OfferedMedia::mid).toList();
    if (mids.stream().distinct().count() != mids.size()) {
      throw OfferProblem.malformed("media sections have no mid, or share one");
    }
    for (String group : sdp.session().all("group")) {
      List<String> words = List.of(group.split("\\s+"));
      if (words.getFirst().equals("BUNDLE") && words.subList(1, words.size()).containsAll(mids)) {
        return true;
      }
    }
    if (media.size() > 1) {
      throw OfferProblem.malformed("the media sections are not in one BUNDLE group");
    }
    return false;
  }

  private static String inherited(String name, SdpSection section, SdpSection session) {
    return section.first(name).or(() -> session.first(name)).orElse("");
  }
}
