package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an RTCP compound (RFC 3550 §6.1) or a reduced-size packet (RFC 5506).
///
/// ```text
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |V=2|P|  count  |  packet type  |  length in 32-bit words - 1   |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public final class RtcpReader {
  private static final int HEADER_BYTES = 4;
  private static final int BLOCK_BYTES = 24;
  private static final int SENDER_INFO_BYTES = 20;
  private static final int FEEDBACK_BYTES = 12;

  private RtcpReader() {}

  /// All packets in their order; what cannot be read is an [RtcpPacket.Unknown] or ends the list as
  /// [RtcpPacket.Malformed].
  public static List<RtcpPacket> read(byte[] buffer, int offset, int length) {
    List<RtcpPacket> packets = new ArrayList<>(3);
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int packetBytes = packetBytes(buffer, at, end);
      if (packetBytes < 0) {
        packets.add(new RtcpPacket.Malformed(end - at));
        break;
      }
      packets.add(readOne(buffer, at, packetBytes));
      at += packetBytes;
    }
    return List.copyOf(packets);
  }

  private static int packetBytes(byte[] buffer, int at, int end) {
    if (end - at < HEADER_BYTES || (buffer[at] & 0xc0) != 0x80) {
      return -1;
    }
    int bytes = HEADER_BYTES + 4 * BigEndian.u16(buffer, at + 2);
    return at + bytes > end ? -1 : bytes;
  }

  private static RtcpPacket readOne(byte[] buffer, int at, int bytes) {
    int count = buffer[at] & 0x1f;
    int type = BigEndian.u8(buffer, at + 1);
    RtcpPacket read =
        switch (type) {
          case RtcpTypes.SENDER_REPORT -> senderReport(buffer, at, bytes, count);
          case RtcpTypes.RECEIVER_REPORT -> receiverReport(buffer, at, bytes, count);
          case RtcpTypes.BYE -> bye(buffer, at, bytes, count);
          case RtcpTypes.TRANSPORT_FEEDBACK, RtcpTypes.PAYLOAD_FEEDBACK ->
              feedback(buffer, at, bytes, type, count);
          default -> null;
        };
    return read != null ? read : new RtcpPacket.Unknown(type, count, bytes);
  }

  private static @Nullable RtcpPacket senderReport(byte[] buffer, int at, int bytes, int count) {
    int blocksAt = HEADER_BYTES + 4 + SENDER_INFO_BYTES;
    if (blocksAt + count * BLOCK_BYTES > bytes) {
      return null;
    }
    return new RtcpPacket.SenderReport(
        BigEndian.i32(buffer, at + 4),
        BigEndian.i64(buffer, at + 8),
        BigEndian.i32(buffer, at + 16),
        BigEndian.i32(buffer, at + 20),
        BigEndian.i32(buffer, at + 24),
        blocks(buffer, at + blocksAt, count));
  }

  private static @Nullable RtcpPacket receiverReport(byte[] buffer, int at, int bytes, int count) {
    int blocksAt = HEADER_BYTES + 4;
    if (blocksAt + count * BLOCK_BYTES > bytes) {
      return null;
    }
    return new RtcpPacket.ReceiverReport(
        BigEndian.i32(buffer, at + 4), blocks(buffer, at + blocksAt, count));
  }

  private static @Nullable RtcpPacket bye(byte[] buffer, int at, int bytes, int count) {
    return HEADER_BYTES + 4 * count > bytes
        ? null
        : new RtcpPacket.Bye(words(buffer, at + HEADER_BYTES, count));
  }

  /// RFC 4585 §6.1: the count is the format, and two SSRCs follow.
  private static @Nullable RtcpPacket feedback(
      byte[] buffer, int at, int bytes, int type, int format) {
    if (bytes < FEEDBACK_BYTES) {
      return null;
    }
    int sender = BigEndian.i32(buffer, at + 4);
    int media = BigEndian.i32(buffer, at + 8);
    if (type == RtcpTypes.TRANSPORT_FEEDBACK && format == RtcpTypes.GENERIC_NACK) {
      return new RtcpPacket.GenericNack(
          sender, media, lost(buffer, at + FEEDBACK_BYTES, at + bytes));
    }
    return type == RtcpTypes.PAYLOAD_FEEDBACK && format == RtcpTypes.PICTURE_LOSS
        ? new RtcpPacket.PictureLossIndication(sender, media)
        : null;
  }

  private static List<ReportBlock> blocks(byte[] buffer, int from, int count) {
    List<ReportBlock> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      blocks.add(block(buffer, from + i * BLOCK_BYTES));
    }
    return List.copyOf(blocks);
  }

  private static ReportBlock block(byte[] buffer, int at) {
    return new ReportBlock(
        BigEndian.i32(buffer, at),
        BigEndian.u8(buffer, at + 4),
        (BigEndian.u24(buffer, at + 5) << 8) >> 8, // 24 bits, signed
        BigEndian.i32(buffer, at + 8),
        BigEndian.i32(buffer, at + 12),
        BigEndian.i32(buffer, at + 16),
        BigEndian.i32(buffer, at + 20));
  }

  private static List<Integer> words(byte[] buffer, int from, int count) {
    List<Integer> words = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      words.add(BigEndian.i32(buffer, from + 4 * i));
    }
    return List.copyOf(words);
  }

  /// RFC 4585 §6.2.1: a packet id, and a bit for each of the 16 after it.
  private static List<Integer> lost(byte[] buffer, int from, int end) {
    List<Integer> lost = new ArrayList<>();
    for (int at = from; at + 4 <= end; at += 4) {
      int first = BigEndian.u16(buffer, at);
      int mask = BigEndian.u16(buffer, at + 2);
      lost.add(first);
      for (int bit = 0; bit < 16; bit++) {
        if (((mask >> bit) & 1) != 0) {
          lost.add((first + bit + 1) & 0xffff);
        }
      }
    }
    return List.copyOf(lost);
  }
}
