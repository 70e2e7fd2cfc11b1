package io.sluice.worker.rtp;

import java.util.List;

/// Appends RTCP packets to one buffer until it is reset: the result is a compound packet.
///
/// Thread: one owner. The buffer must leave room for what SRTCP appends.
public final class RtcpWriter {
  private final byte[] buffer;
  private int length;

  /// @param capacityBytes of the whole compound, SRTCP's trailer included
  public RtcpWriter(int capacityBytes) {
    buffer = new byte[capacityBytes];
  }

  public byte[] buffer() {
    return buffer;
  }

  /// What has been written since [#reset()], in bytes, from index 0.
  public int length() {
    return length;
  }

  public RtcpWriter reset() {
    length = 0;
    return this;
  }

  public RtcpWriter senderReport(
      int ssrc, long ntpTime, int rtpTimestamp, int packetCount, int octetCount) {
    throw new UnsupportedOperationException("soon");
  }

  public RtcpWriter receiverReport(int ssrc, List<ReportBlock> blocks) {
    throw new UnsupportedOperationException("soon");
  }

  /// SDES with the CNAME that every compound must carry (RFC 3550 §6.1).
  public RtcpWriter sourceDescription(int ssrc, String cname) {
    throw new UnsupportedOperationException("soon");
  }

  /// RFC 4585 §6.3.1.
  public RtcpWriter pictureLossIndication(int senderSsrc, int mediaSsrc) {
    throw new UnsupportedOperationException("soon");
  }

  /// RFC 4585 §6.2.1. The numbers must be in ascending (wrapping) order; near ones share an entry.
  ///
  /// @param count how many of the array to take
  public RtcpWriter genericNack(int senderSsrc, int mediaSsrc, int[] sequenceNumbers, int count) {
    throw new UnsupportedOperationException("soon");
  }

  /// draft-alvestrand-rmcat-remb-03 §2.2: the bit rate that the sender of these sources may use.
  public RtcpWriter receiverEstimatedMaximumBitrate(
      int senderSsrc, long bitsPerSecond, int... mediaSsrcs) {
    throw new UnsupportedOperationException("soon");
  }

  public RtcpWriter bye(int ssrc) {
    throw new UnsupportedOperationException("soon");
  }
}
