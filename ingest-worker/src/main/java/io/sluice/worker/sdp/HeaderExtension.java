package io.sluice.worker.sdp;

import java.util.Optional;

/// The RTP header extensions this server reads; all others are left out of the answer.
public enum HeaderExtension {
  /// RFC 9143 §15.
  MID("urn:ietf:params:rtp-hdrext:sdes:mid"),
  /// RFC 8852 §4.1; only with simulcast.
  RID("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
  /// Transport-wide sequence numbers, as libwebrtc sends them.
  TRANSPORT_CC("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01");

  private final String uri;

  HeaderExtension(String uri) {
    this.uri = uri;
  }

  String uri() {
    return uri;
  }

  static Optional<HeaderExtension> named(String uri) {
    for (HeaderExtension extension : values()) {
      if (extension.uri.equals(uri)) {
        return Optional.of(extension);
      }
    }
    return Optional.empty();
  }
}
