package io.sluice.worker.rtp;

import java.util.HexFormat;

/// Packets for tests, written out in hexadecimal.
final class Packets {
  private Packets() {}

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }
}
