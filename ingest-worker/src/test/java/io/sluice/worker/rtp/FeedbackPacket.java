package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;
import java.util.Map;
import java.util.TreeMap;

/// A transport-wide feedback packet as a sender reads it, written down once more for the tests.
///
/// @param arrivalTicks by sequence number counted on from the base, in units of 250 us
record FeedbackPacket(int base, int statusCount, int packetCount, Map<Integer, Long> arrivalTicks) {
  static FeedbackPacket read(byte[] bytes) {
    if ((bytes[0] & 0x1f) != 15 || BigEndian.u8(bytes, 1) != 205) {
      throw new AssertionError("not transport-wide feedback");
    }
    if (4 * (BigEndian.u16(bytes, 2) + 1) != bytes.length) {
      throw new AssertionError("length field");
    }
    int base = BigEndian.u16(bytes, 12);
    int count = BigEndian.u16(bytes, 14);
    long ticks = 256L * BigEndian.u24(bytes, 16);
    int[] symbols = new int[count];
    int at = readSymbols(bytes, 20, symbols);
    Map<Integer, Long> arrivals = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      if (symbols[i] == 0) {
        continue;
      }
      ticks += symbols[i] == 1 ? BigEndian.u8(bytes, at) : (short) BigEndian.u16(bytes, at);
      at += symbols[i];
      arrivals.put(base + i, ticks);
    }
    int padding = (bytes[0] & 0x20) == 0 ? 0 : bytes[bytes.length - 1];
    if (at + padding != bytes.length) {
      throw new AssertionError("bytes left over: " + (bytes.length - at - padding));
    }
    return new FeedbackPacket(base, count, BigEndian.u8(bytes, 19), arrivals);
  }

  private static int readSymbols(byte[] bytes, int from, int[] symbols) {
    int at = from;
    int i = 0;
    while (i < symbols.length) {
      int chunk = BigEndian.u16(bytes, at);
      at += 2;
      if ((chunk & 0x8000) == 0) {
        for (int run = chunk & 0x1fff; run > 0 && i < symbols.length; run--) {
          symbols[i++] = chunk >> 13;
        }
        continue;
      }
      int width = (chunk & 0x4000) == 0 ? 1 : 2;
      for (int shift = 14 - width; shift >= 0 && i < symbols.length; shift -= width) {
        symbols[i++] = (chunk >> shift) & (width == 1 ? 1 : 3);
      }
    }
    return at;
  }
}
