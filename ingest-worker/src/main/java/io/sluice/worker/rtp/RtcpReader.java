package io.sluice.worker.rtp;

import java.util.List;

/// Reads an RTCP compound (RFC 3550 §6.1) or a reduced-size packet (RFC 5506).
public final class RtcpReader {
  private RtcpReader() {}

  /// All packets in their order; what cannot be read is an [RtcpPacket.Unknown] or ends the list as
  /// [RtcpPacket.Malformed].
  public static List<RtcpPacket> read(byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("soon");
  }
}
