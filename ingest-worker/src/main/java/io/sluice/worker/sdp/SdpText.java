package io.sluice.worker.sdp;

import java.util.ArrayList;
import java.util.List;

/// The lines of a session description, sorted into the session's and each media section's.
///
/// Lines this server has no use for are taken as they are; what cannot be an SDP line is refused.
record SdpText(SdpSection session, List<SdpMedia> media) {
  /// Far above any browser's offer (Chromium's: some 8,000), low enough for one request.
  static final int MAX_CHARS = 128 * 1024;

  static final int MAX_LINES = 4_000;

  private static final int MAX_SECTIONS = 64;

  SdpText {
    media = List.copyOf(media);
  }

  static SdpText parse(String text) throws OfferProblem {
    List<String> lines = lines(text);
    if (lines.isEmpty() || !lines.getFirst().equals("v=0")) {
      throw OfferProblem.malformed("the offer does not begin with v=0");
    }
    return sorted(lines);
  }

  /// A part of one (RFC 8840 §9): attributes and media sections, no session lines.
  static SdpText parseFragment(String text) throws OfferProblem {
    return sorted(lines(text));
  }

  private static List<String> lines(String text) throws OfferProblem {
    if (text.length() > MAX_CHARS) {
      throw OfferProblem.malformed("it is longer than " + MAX_CHARS + " characters");
    }
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.size() > MAX_LINES) {
      throw OfferProblem.malformed("it has more than " + MAX_LINES + " lines");
    }
    return lines;
  }

  private static SdpText sorted(List<String> lines) throws OfferProblem {
    List<SdpAttribute> session = new ArrayList<>();
    List<SdpMedia> media = new ArrayList<>();
    List<SdpAttribute> current = session;
    String mediaLine = "";
    for (String line : lines) {
      if (line.length() < 2 || line.charAt(1) != '=') {
        throw OfferProblem.malformed("a line is not of the form <type>=<value>");
      }
      String value = line.substring(2);
      if (line.charAt(0) == 'm') {
        if (current != session) {
          media.add(describe(mediaLine, current));
        }
        if (media.size() == MAX_SECTIONS) {
          throw OfferProblem.malformed("it has more than 64 media sections");
        }
        mediaLine = value;
        current = new ArrayList<>();
      } else if (line.charAt(0) == 'a') {
        current.add(SdpAttribute.parse(value));
      }
    }
    if (current != session) {
      media.add(describe(mediaLine, current));
    }
    return new SdpText(new SdpSection(session), media);
  }

  private static SdpMedia describe(String mediaLine, List<SdpAttribute> attributes)
      throws OfferProblem {
    String[] parts = mediaLine.strip().split("\\s+");
    if (parts.length < 4) {
      throw OfferProblem.malformed("an m= line has fewer than four parts");
    }
    // "9/2" is a port with a count (RFC 8866 §5.14); the count means nothing with BUNDLE.
    int port = Numbers.parse(parts[1].split("/", 2)[0], 0, 65_535);
    if (port < 0) {
      throw OfferProblem.malformed("an m= line has no port");
    }
    List<String> formats = List.of(parts).subList(3, parts.length);
    return new SdpMedia(parts[0], port, parts[2], formats, new SdpSection(attributes));
  }
}
