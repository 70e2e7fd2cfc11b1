package io.sluice.worker.reception;

import io.sluice.worker.rtp.RtpPacket;

/// A packet that waits, copied out of the buffer it was received in; lent by a [PacketPool].
final class HeldPacket {
  /// What fits into one Ethernet frame.
  private static final int USUAL_BYTES = 1_500;

  private byte[] bytes = new byte[USUAL_BYTES];
  private int length;

  void copy(RtpPacket packet) {
    length = packet.length();
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    System.arraycopy(packet.buffer(), packet.offset(), bytes, 0, length);
  }

  /// Points a window at it. It was an RTP packet when it was copied, so it is one now.
  void show(RtpPacket window) {
    boolean _ = window.wrap(bytes, 0, length);
  }
}
