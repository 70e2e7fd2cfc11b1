package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;
import java.util.List;

/// One packet of an RTCP compound, as far as this peer has use for it.
public sealed interface RtcpPacket {
  /// The sender's SSRC in a packet that may still be encrypted: the first header never is.
  static int ssrcOf(byte[] buffer, int offset) {
    return BigEndian.i32(buffer, offset + 4);
  }

  /// RFC 3550 §6.4.1.
  ///
  /// @param ntpTime 64-bit NTP timestamp, see [NtpTime]
  record SenderReport(
      int ssrc,
      long ntpTime,
      int rtpTimestamp,
      int packetCount,
      int octetCount,
      List<ReportBlock> blocks)
      implements RtcpPacket {}

  /// RFC 3550 §6.4.2.
  record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements RtcpPacket {}

  /// RFC 3550 §6.6: these sources end.
  record Bye(List<Integer> ssrcs) implements RtcpPacket {}

  /// RFC 4585 §6.2.1, from a receiver of ours.
  record GenericNack(int senderSsrc, int mediaSsrc, List<Integer> sequenceNumbers)
      implements RtcpPacket {}

  /// RFC 4585 §6.3.1, from a receiver of ours.
  record PictureLossIndication(int senderSsrc, int mediaSsrc) implements RtcpPacket {}

  /// A well-formed packet of a type (or with a content) that nobody here reads.
  ///
  /// @param count the five bits after the padding bit: a report count or a feedback format
  record Unknown(int packetType, int count, int bytes) implements RtcpPacket {}

  /// Bytes that are no RTCP packet; always the last of a compound.
  record Malformed(int bytes) implements RtcpPacket {}
}
