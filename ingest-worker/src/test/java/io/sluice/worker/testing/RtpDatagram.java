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
