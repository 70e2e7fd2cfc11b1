package io.sluice.worker.rtp;

/// RTCP packet types and feedback formats.
final class RtcpTypes {
  /// RFC 3550 §12.1.
  static final int SENDER_REPORT = 200;

  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int BYE = 203;

  /// RFC 4585 §6.1.
  static final int TRANSPORT_FEEDBACK = 205;

  static final int PAYLOAD_FEEDBACK = 206;

  /// RFC 4585 §6.2.1.
  static final int GENERIC_NACK = 1;

  /// draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1.
  static final int TRANSPORT_WIDE = 15;

  /// RFC 4585 §6.3.1.
  static final int PICTURE_LOSS = 1;

  /// RFC 5104 §4.3.1.
  static final int FULL_INTRA = 4;

  /// RFC 4585 §6.4.
  static final int APPLICATION_LAYER = 15;

  private RtcpTypes() {}
}
