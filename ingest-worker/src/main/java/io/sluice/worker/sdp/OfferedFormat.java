package io.sluice.worker.sdp;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One payload type of a media section, with all that the offer says of it.
///
/// @param rtpmap what follows the payload type, for example `H264/90000`
/// @param fmtp parameters as written; empty when there is no such line
record OfferedFormat(int payloadType, String rtpmap, String fmtp, Set<Feedback> feedback) {
  OfferedFormat {
    feedback = Set.copyOf(feedback);
  }

  /// The formats of the m= line in their order. Of the static payload types, which need no `rtpmap`
  /// (RFC 3551 §6), those of G.711 are known; others are left out.
  static List<OfferedFormat> of(SdpMedia media) {
    List<OfferedFormat> formats = new ArrayList<>();
    for (String format : media.formats()) {
      int payloadType = Numbers.parse(format, 0, 127);
      String rtpmap = rtpmap(media, format, payloadType);
      if (payloadType >= 0 && !rtpmap.isEmpty()) {
        formats.add(
            new OfferedFormat(
                payloadType, rtpmap, about(media, "fmtp", format), feedback(media, format)));
      }
    }
    return formats;
  }

  private static String rtpmap(SdpMedia media, String format, int payloadType) {
    String mapped = about(media, "rtpmap", format);
    if (!mapped.isEmpty() || !media.type().equals("audio")) {
      return mapped;
    }
    return switch (payloadType) {
      case 0 -> MediaCodec.PCMU.rtpmap();
      case 8 -> MediaCodec.PCMA.rtpmap();
      default -> "";
    };
  }

  boolean is(MediaCodec codec) {
    String wanted = codec.rtpmap().toLowerCase(Locale.ROOT);
    String offered = rtpmap.toLowerCase(Locale.ROOT);
    return offered.equals(wanted) || offered.equals(wanted + "/1");
  }

  /// True for the retransmissions (RFC 4588 §8.1) of the given payload type.
  boolean retransmits(int payloadType) {
    return rtpmap.toLowerCase(Locale.ROOT).startsWith("rtx/")
        && Numbers.parse(parameter("apt"), 0, 127) == payloadType;
  }

  /// The value of a `name=value` in the fmtp line, or the empty string.
  String parameter(String name) {
    for (String pair : fmtp.split(";")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
        return pair.substring(equals + 1).strip();
      }
    }
    return "";
  }

  private static String about(SdpMedia media, String attribute, String format) {
    for (String value : media.section().all(attribute)) {
      String[] parts = value.split("\\s+", 2);
      if (parts.length == 2 && parts[0].equals(format)) {
        return parts[1].strip();
      }
    }
    return "";
  }

  private static Set<Feedback> feedback(SdpMedia media, String format) {
    Set<Feedback> feedback = EnumSet.noneOf(Feedback.class);
    for (String value : media.section().all("rtcp-fb")) {
      String[] parts = value.split("\\s+", 2);
      if (parts.length == 2 && (parts[0].equals(format) || parts[0].equals("*"))) {
        Feedback.named(parts[1].strip().replaceAll("\\s+", " ")).ifPresent(feedback::add);
      }
    }
    return feedback;
  }
}
