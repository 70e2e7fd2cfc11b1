package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;

/// Bits and Exp-Golomb numbers of a codec's headers (ITU-T H.264 §7.2, §9.1; H.265 and AV1 write
/// theirs alike). Reading past the end gives zeros and [#isExhausted()].
final class BitReader {
  private static final int EMULATION_PREVENTION = 3;

  private final byte[] buffer;
  private final int end;
  private final boolean escaped;
  private int at;
  private int bitsLeft;
  private int current;
  private int zeros;
  private boolean exhausted;

  private BitReader(byte[] buffer, int offset, int length, boolean escaped) {
    this.escaped = escaped;
    this.buffer = buffer;
    this.at = offset;
    this.end = offset + length;
  }

  /// Of a NAL unit: skips its emulation prevention bytes (ITU-T H.264 §7.4.1, H.265 §7.4.2).
  static BitReader ofNalUnit(byte[] buffer, int offset, int length) {
    return new BitReader(buffer, offset, length, true);
  }

  /// Of bytes that mean what they say.
  static BitReader of(byte[] buffer, int offset, int length) {
    return new BitReader(buffer, offset, length, false);
  }

  boolean isExhausted() {
    return exhausted;
  }

  /// @param count any number
  void skip(int count) {
    for (int i = 0; i < count && !exhausted; i++) {
      bit();
    }
  }

  boolean flag() {
    return bit() == 1;
  }

  /// @param count 1 to 31
  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = (value << 1) | bit();
    }
    return value;
  }

  /// ue(v), at most 2^32 - 2.
  long unsigned() {
    int leadingZeros = 0;
    while (bit() == 0) {
      leadingZeros++;
      if (exhausted || leadingZeros > 31) {
        exhausted = true;
        return 0;
      }
    }
    long suffix = leadingZeros == 0 ? 0 : bits(leadingZeros) & 0xffff_ffffL;
    return (1L << leadingZeros) - 1 + suffix;
  }

  /// se(v), table 9-3.
  long signed() {
    long code = unsigned();
    return (code & 1) == 0 ? -(code >> 1) : (code >> 1) + 1;
  }

  private int bit() {
    if (bitsLeft == 0 && !nextByte()) {
      exhausted = true;
      return 0;
    }
    bitsLeft--;
    return (current >> bitsLeft) & 1;
  }

  private boolean nextByte() {
    if (escaped && zeros >= 2 && at < end && buffer[at] == EMULATION_PREVENTION) {
      at++;
      zeros = 0;
    }
    if (at >= end) {
      return false;
    }
    current = BigEndian.u8(buffer, at++);
    zeros = current == 0 ? zeros + 1 : 0;
    bitsLeft = 8;
    return true;
  }
}
