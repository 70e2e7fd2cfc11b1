package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;
import java.util.List;

/// Appends RTCP packets to one buffer until it is reset: the result is a compound packet.
///
/// Thread: one owner. The buffer must have room for what is written, and for what SRTCP appends.
public final class RtcpWriter {
  private static final int MAX_BLOCKS = 31;
  private static final int SDES_CNAME = 1;
  private static final int MAX_CUMULATIVE_LOST = 0x7fffff;
  private static final int REMB_MANTISSA_BITS = 18;

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

  /// RFC 3550 §6.4.1, without report blocks.
  ///
  /// @param ntpTime see [NtpTime]
  public RtcpWriter senderReport(
      int ssrc, long ntpTime, int rtpTimestamp, int packetCount, int octetCount) {
    header(0, RtcpTypes.SENDER_REPORT, 28);
    put32(ssrc);
    put32((int) (ntpTime >>> 32));
    put32((int) ntpTime);
    put32(rtpTimestamp);
    put32(packetCount);
    put32(octetCount);
    return this;
  }

  /// RFC 3550 §6.4.2; at most 31 blocks are written.
  public RtcpWriter receiverReport(int ssrc, List<ReportBlock> blocks) {
    int count = Math.min(blocks.size(), MAX_BLOCKS);
    header(count, RtcpTypes.RECEIVER_REPORT, 8 + 24 * count);
    put32(ssrc);
    for (int i = 0; i < count; i++) {
      block(blocks.get(i));
    }
    return this;
  }

  private void block(ReportBlock block) {
    int lost = Math.clamp(block.cumulativeLost(), -MAX_CUMULATIVE_LOST - 1, MAX_CUMULATIVE_LOST);
    put32(block.ssrc());
    put32((block.fractionLost() << 24) | (lost & 0xffffff));
    put32(block.highestSequence());
    put32(block.jitter());
    put32(block.lastSenderReport());
    put32(block.delaySinceLastSenderReport());
  }

  /// SDES with the CNAME that every compound must carry (RFC 3550 §6.1, §6.5.1).
  ///
  /// @param cname UTF-8, at most 255 bytes
  public RtcpWriter sourceDescription(int ssrc, byte[] cname) {
    if (cname.length > 255) {
      throw new IllegalArgumentException("a CNAME has at most 255 bytes, has " + cname.length);
    }
    int itemBytes = 2 + cname.length;
    int chunkBytes = (4 + itemBytes + 1 + 3) / 4 * 4; // at least one zero ends the list
    header(1, RtcpTypes.SOURCE_DESCRIPTION, 4 + chunkBytes);
    int end = length + chunkBytes;
    put32(ssrc);
    put8(SDES_CNAME);
    put8(cname.length);
    System.arraycopy(cname, 0, buffer, length, cname.length);
    length += cname.length;
    while (length < end) {
      put8(0);
    }
    return this;
  }

  /// RFC 4585 §6.3.1.
  public RtcpWriter pictureLossIndication(int senderSsrc, int mediaSsrc) {
    header(RtcpTypes.PICTURE_LOSS, RtcpTypes.PAYLOAD_FEEDBACK, 12);
    put32(senderSsrc);
    put32(mediaSsrc);
    return this;
  }

  /// RFC 5104 §4.3.1.
  ///
  /// @param requestNumber one more for each new request; 8 bits of it count
  public RtcpWriter fullIntraRequest(int senderSsrc, int mediaSsrc, int requestNumber) {
    header(RtcpTypes.FULL_INTRA, RtcpTypes.PAYLOAD_FEEDBACK, 20);
    put32(senderSsrc);
    put32(0); // §4.3.1.2: the media source is in the entry
    put32(mediaSsrc);
    put32(requestNumber << 24);
    return this;
  }

  /// RFC 4585 §6.2.1. The numbers must be in ascending (wrapping) order; near ones share an entry.
  ///
  /// @param count how many of the array to take, at least one
  public RtcpWriter genericNack(int senderSsrc, int mediaSsrc, int[] sequenceNumbers, int count) {
    int start = length;
    header(RtcpTypes.GENERIC_NACK, RtcpTypes.TRANSPORT_FEEDBACK, 12);
    put32(senderSsrc);
    put32(mediaSsrc);
    int i = 0;
    while (i < count) {
      int first = sequenceNumbers[i++];
      int mask = 0;
      while (i < count && isWithinMask(first, sequenceNumbers[i])) {
        mask |= 1 << (SequenceNumber.distance(first, sequenceNumbers[i++]) - 1);
      }
      put16(first);
      put16(mask);
    }
    endPacket(start);
    return this;
  }

  private static boolean isWithinMask(int first, int sequenceNumber) {
    int distance = SequenceNumber.distance(first, sequenceNumber);
    return distance >= 1 && distance <= 16;
  }

  /// draft-alvestrand-rmcat-remb-03 §2.2: the bit rate that the sender of these sources may use.
  public RtcpWriter receiverEstimatedMaximumBitrate(
      int senderSsrc, long bitsPerSecond, int... mediaSsrcs) {
    header(RtcpTypes.APPLICATION_LAYER, RtcpTypes.PAYLOAD_FEEDBACK, 20 + 4 * mediaSsrcs.length);
    put32(senderSsrc);
    put32(0); // §2.2: the media source is always zero
    put32(0x52454d42); // "REMB"
    int exponent = Math.max(0, 64 - Long.numberOfLeadingZeros(bitsPerSecond) - REMB_MANTISSA_BITS);
    put32((mediaSsrcs.length << 24) | (exponent << 18) | (int) (bitsPerSecond >>> exponent));
    for (int ssrc : mediaSsrcs) {
      put32(ssrc);
    }
    return this;
  }

  /// RFC 3550 §6.6. A compound begins with a report, so an empty receiver report goes before it.
  public RtcpWriter bye(int ssrc) {
    header(1, RtcpTypes.BYE, 8);
    put32(ssrc);
    return this;
  }

  int remaining() {
    return buffer.length - length;
  }

  void header(int count, int packetType, int packetBytes) {
    put8(0x80 | count);
    put8(packetType);
    put16(packetBytes / 4 - 1);
  }

  /// Sets the length of the packet that began at `start` to what was written since.
  void endPacket(int start) {
    BigEndian.put16(buffer, start + 2, (length - start) / 4 - 1);
  }

  void put8(int value) {
    buffer[length++] = (byte) value;
  }

  void put16(int value) {
    BigEndian.put16(buffer, length, value);
    length += 2;
  }

  void put32(int value) {
    BigEndian.put32(buffer, length, value);
    length += 4;
  }
}
