package io.sluice.worker.rtp;

import org.jspecify.annotations.Nullable;

/// The picture size in an AV1 sequence header OBU (AV1 bitstream specification §5.5).
final class Av1SequenceHeader {
  private static final int FIRST_LEVEL_WITH_TIERS = 8;

  private Av1SequenceHeader() {}

  /// @param offset of the byte after the OBU header
  /// @return null when the bytes are no usable sequence header
  static @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    BitReader bits = BitReader.of(buffer, offset, length);
    bits.skip(4); // seq_profile, still_picture
    if (bits.flag()) {
      bits.skip(5); // reduced_still_picture_header: seq_level_idx alone
    } else {
      skipOperatingPoints(bits);
    }
    int widthBits = bits.bits(4) + 1;
    int heightBits = bits.bits(4) + 1;
    int width = bits.bits(widthBits) + 1;
    int height = bits.bits(heightBits) + 1;
    return bits.isExhausted() ? null : new PictureSize(width, height);
  }

  private static void skipOperatingPoints(BitReader bits) {
    int bufferDelayBits = bits.flag() ? skipTiming(bits) : 0;
    boolean displayDelays = bits.flag();
    int points = bits.bits(5) + 1;
    for (int i = 0; i < points && !bits.isExhausted(); i++) {
      bits.skip(12); // operating_point_idc
      if (bits.bits(5) >= FIRST_LEVEL_WITH_TIERS) {
        bits.skip(1); // seq_tier
      }
      if (bufferDelayBits > 0 && bits.flag()) {
        bits.skip(2 * bufferDelayBits + 1); // operating_parameters_info
      }
      if (displayDelays && bits.flag()) {
        bits.skip(4); // initial_display_delay_minus_1
      }
    }
  }

  /// @return the length of buffer delays in bits; 0 without a decoder model
  private static int skipTiming(BitReader bits) {
    bits.skip(64); // num_units_in_display_tick, time_scale
    if (bits.flag()) {
      bits.unsigned(); // num_ticks_per_picture_minus_1
    }
    if (!bits.flag()) {
      return 0;
    }
    int bufferDelayBits = bits.bits(5) + 1;
    bits.skip(32 + 5 + 5); // num_units_in_decoding_tick and the lengths of two times
    return bufferDelayBits;
  }
}
