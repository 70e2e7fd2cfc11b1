package io.sluice.worker.testing;

import io.sluice.worker.rtp.RtpPacket;
import java.nio.ByteBuffer;

/// Writes RTP packets with a fixed header (RFC 3550 §5.1).
public final class RtpDatagram {
  private RtpDatagram() {}

  public static byte[] of(
      int ssrc, int payloadType, int sequence, int timestamp, boolean marker, byte[] payload) {
    return ByteBuffer.allocate(RtpPacket.FIXED_HEADER_BYTES + payload.length)
        .put((byte) 0x80)
        .put((byte) (payloadType | (marker ? 0x80 : 0)))
        .putShort((short) sequence)
        .putInt(timestamp)
        .putInt(ssrc)
        .put(payload)
        .array();
  }

  /// The same with one header extension of two bytes (RFC 8285 §4.2).
  public static byte[] withExtension(byte[] rtp, int id, int value) {
    ByteBuffer extended = ByteBuffer.allocate(rtp.length + 8).put(rtp, 0, 12);
    extended.put(0, (byte) 0x90);
    return extended
        .putShort((short) 0xbede)
        .putShort((short) 1)
        .put((byte) (id << 4 | 1))
        .putShort((short) value)
        .put((byte) 0)
        .put(rtp, 12, rtp.length - 12)
        .array();
  }

  /// The same, as the window of a reader.
  public static RtpPacket packet(
      int ssrc, int payloadType, int sequence, int timestamp, byte[] payload) {
    byte[] bytes = of(ssrc, payloadType, sequence, timestamp, false, payload);
    RtpPacket packet = new RtpPacket();
    if (!packet.wrap(bytes, 0, bytes.length)) {
      throw new IllegalStateException("not an RTP packet");
    }
    return packet;
  }
}
