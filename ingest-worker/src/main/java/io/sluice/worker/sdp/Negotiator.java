package io.sluice.worker.sdp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Picks what to take of an offer (RFC 9725 §4.2, §4.4).
final class Negotiator {
  private Negotiator() {}

  static Agreement agree(Offer offer, AcceptedCodecs accepted) throws OfferProblem {
    for (MediaKind kind : MediaKind.values()) {
      if (offer.media().stream().filter(media -> media.kind() == kind).count() > 1) {
        throw OfferProblem.unprocessable("the offer has more than one " + name(kind) + " section");
      }
    }
    List<AgreedMedia> agreed = new ArrayList<>();
    for (OfferedMedia media : offer.media()) {
      agreed.add(agree(media, accepted.of(media.kind())));
    }
    requireDistinctPayloadTypes(agreed);
    return new Agreement(
        offer.ice(),
        offer.fingerprints(),
        offer.ourSetup(),
        offer.bundled(),
        offer.mixedExtensionForms(),
        agreed);
  }

  private static AgreedMedia agree(OfferedMedia media, List<MediaCodec> codecs)
      throws OfferProblem {
    MediaCodec codec = firstOffered(media, codecs);
    OfferedFormat format = FormatPreference.best(media.formats(), codec).orElseThrow();
    boolean simulcast = !media.layers().isEmpty();
    Map<HeaderExtension, Integer> extensions = extensions(media, simulcast);
    return new AgreedMedia(
        media.protocol(),
        media.mid(),
        media.reducedSizeRtcp(),
        codec,
        format.payloadType(),
        format.fmtp(),
        retransmissions(media, format.payloadType()),
        feedback(format, extensions.containsKey(HeaderExtension.TRANSPORT_CC)),
        extensions,
        media.ssrcs(),
        simulcast ? Optional.of(SimulcastLayer.largest(media.layers()).rid()) : Optional.empty());
  }

  /// In the process's order of preference, not the publisher's.
  private static MediaCodec firstOffered(OfferedMedia media, List<MediaCodec> codecs)
      throws OfferProblem {
    if (codecs.isEmpty()) {
      throw OfferProblem.unprocessable("this process takes no " + name(media.kind()));
    }
    for (MediaCodec codec : codecs) {
      if (FormatPreference.best(media.formats(), codec).isPresent()) {
        return codec;
      }
    }
    throw OfferProblem.unprocessable(
        "the offer does not have "
            + codecs.stream().map(MediaCodec::name).collect(Collectors.joining(" or "))
            + ", which this process takes");
  }

  private static OptionalInt retransmissions(OfferedMedia media, int payloadType) {
    return media.formats().stream()
        .filter(format -> format.retransmits(payloadType))
        .mapToInt(OfferedFormat::payloadType)
        .findFirst();
  }

  /// transport-cc needs its header extension; where it is agreed on, REMB is left out, so that the
  /// publisher follows one of them.
  private static Set<Feedback> feedback(OfferedFormat format, boolean transportCcExtension) {
    Set<Feedback> feedback = EnumSet.noneOf(Feedback.class);
    feedback.addAll(format.feedback());
    if (!transportCcExtension) {
      feedback.remove(Feedback.TRANSPORT_CC);
    }
    if (feedback.contains(Feedback.TRANSPORT_CC)) {
      feedback.remove(Feedback.REMB);
    }
    return feedback;
  }

  private static Map<HeaderExtension, Integer> extensions(OfferedMedia media, boolean simulcast) {
    Map<HeaderExtension, Integer> extensions = new EnumMap<>(HeaderExtension.class);
    extensions.putAll(media.extensions());
    if (!simulcast) {
      extensions.remove(HeaderExtension.RID);
    }
    return extensions;
  }

  /// All sections share one transport, so the payload type alone must tell them apart.
  private static void requireDistinctPayloadTypes(List<AgreedMedia> agreed) throws OfferProblem {
    List<Integer> used = new ArrayList<>();
    for (AgreedMedia media : agreed) {
      used.add(media.payloadType());
      media.rtxPayloadType().ifPresent(used::add);
    }
    if (used.stream().distinct().count() != used.size()) {
      throw OfferProblem.malformed("two media sections of one bundle share a payload type");
    }
  }

  private static String name(MediaKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
