package io.sluice.worker.rtp;

import java.util.List;

/// One packet of an RTCP compound, as far as this peer has use for it.
public sealed interface RtcpPacket {
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
