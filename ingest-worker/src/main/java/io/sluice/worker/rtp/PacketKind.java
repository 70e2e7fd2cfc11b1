package io.sluice.worker.rtp;

/// What a datagram on the shared media port is, told by its first two bytes.
public enum PacketKind {
  STUN,
  DTLS,
  /// RTP, or SRTP while still encrypted.
  RTP,
  /// RTCP, or SRTCP while still encrypted.
  RTCP,
  /// Anything else: to be dropped.
  UNKNOWN;

  private static final int SMALLEST_RTP = 12;
  private static final int SMALLEST_RTCP = 8;

  /// RFC 7983 §7 for the first byte; RFC 5761 §4 tells RTCP (packet types 192-223) from RTP.
  public static PacketKind of(byte[] buffer, int offset, int length) {
    if (length < 1) {
      return UNKNOWN;
    }
    int first = buffer[offset] & 0xff;
    if (first <= 3) {
      return STUN;
    }
    if (first >= 20 && first <= 63) {
      return DTLS;
    }
    if (first < 128 || first > 191 || length < SMALLEST_RTCP) {
      return UNKNOWN;
    }
    int second = buffer[offset + 1] & 0xff;
    if (second >= 192 && second <= 223) {
      return RTCP;
    }
    return length < SMALLEST_RTP ? UNKNOWN : RTP;
  }
}
