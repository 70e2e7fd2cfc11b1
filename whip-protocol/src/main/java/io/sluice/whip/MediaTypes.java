package io.sluice.whip;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The media types of WHIP, and how a `Content-Type` is held against one.
public final class MediaTypes {
  /// Offers and answers, RFC 9725 §4.2.
  public static final String SDP = "application/sdp";

  /// Trickled candidates and ICE restarts, RFC 9725 §4.3 and RFC 8840 §9.
  public static final String TRICKLE_ICE_SDPFRAG = "application/trickle-ice-sdpfrag";

  /// Errors, RFC 9457 §3.
  public static final String PROBLEM_JSON = "application/problem+json";

  private MediaTypes() {}

  /// True when `contentType` names `mediaType`, whatever its case and its parameters: RFC 9110
  /// §8.3.1 compares types without case, and clients add `charset` where there is none.
  public static boolean names(@Nullable String contentType, String mediaType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT).equals(mediaType);
  }
}
