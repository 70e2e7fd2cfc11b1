package io.sluice.worker.testing;

import java.util.HexFormat;

/// RTP payloads that a forwarder must recognise.
public final class MediaSamples {
  private MediaSamples() {}

  /// The first packet of a VP8 key frame (RFC 7741 §4.2, §4.3) of that size.
  public static byte[] vp8KeyFrame(int width, int height) {
    byte[] payload = new byte[200];
    payload[0] = 0x10; // start of a partition
    payload[1] = 0x10; // a key frame that is shown
    payload[4] = (byte) 0x9d;
    payload[5] = 0x01;
    payload[6] = 0x2a;
    payload[7] = (byte) width;
    payload[8] = (byte) (width >> 8);
    payload[9] = (byte) height;
    payload[10] = (byte) (height >> 8);
    return payload;
  }

  /// The only packet of a VP8 frame that needs those before it.
  public static byte[] vp8Frame() {
    byte[] payload = new byte[120];
    payload[0] = 0x10;
    payload[1] = 0x11;
    return payload;
  }

  /// An Opus packet of 20 ms of silence (RFC 6716 §3.1: code 0, one frame).
  public static byte[] opus() {
    return HexFormat.of().parseHex("f8fffe");
  }
}
