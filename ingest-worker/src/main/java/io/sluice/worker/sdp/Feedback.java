package io.sluice.worker.sdp;

import java.util.Optional;

/// The RTCP feedback this server can give (RFC 4585 §4.2, RFC 5104 §7.1, and two of libwebrtc's).
public enum Feedback {
  NACK("nack"),
  PLI("nack pli"),
  FIR("ccm fir"),
  TRANSPORT_CC("transport-cc"),
  REMB("goog-remb");

  private final String sdpName;

  Feedback(String sdpName) {
    this.sdpName = sdpName;
  }

  String sdpName() {
    return sdpName;
  }

  static Optional<Feedback> named(String text) {
    for (Feedback feedback : values()) {
      if (feedback.sdpName.equals(text)) {
        return Optional.of(feedback);
      }
    }
    return Optional.empty();
  }
}
