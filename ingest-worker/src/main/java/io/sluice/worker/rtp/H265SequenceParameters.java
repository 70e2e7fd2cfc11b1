package io.sluice.worker.rtp;

import org.jspecify.annotations.Nullable;

/// The picture size in an H265 sequence parameter set (ITU-T H.265 §7.3.2.2.1, cropping by table
/// 6-1 and equations 7-7 and 7-8).
final class H265SequenceParameters {
  private static final int MAX_SUB_LAYERS = 8;

  /// Level 6.2 allows no side longer than this.
  private static final int LONGEST_SIDE = 16_888;

  private H265SequenceParameters() {}

  /// @param offset of the byte after the NAL unit header
  /// @return null when the bytes are no usable parameter set
  static @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    BitReader bits = BitReader.ofNalUnit(buffer, offset, length);
    bits.skip(4); // sps_video_parameter_set_id
    int subLayers = bits.bits(3); // sps_max_sub_layers_minus1
    bits.skip(1); // sps_temporal_id_nesting_flag
    skipProfileTierLevel(bits, subLayers);
    bits.unsigned(); // sps_seq_parameter_set_id
    long chromaFormat = bits.unsigned();
    boolean separatePlanes = chromaFormat == 3 && bits.flag();
    long width = bits.unsigned();
    long height = bits.unsigned();
    if (bits.flag()) { // conformance_window_flag
      int horizontalUnit = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1;
      int verticalUnit = chromaFormat == 1 && !separatePlanes ? 2 : 1;
      width -= (bits.unsigned() + bits.unsigned()) * horizontalUnit;
      height -= (bits.unsigned() + bits.unsigned()) * verticalUnit;
    }
    boolean usable = !bits.isExhausted() && isSide(width) && isSide(height);
    return usable ? new PictureSize((int) width, (int) height) : null;
  }

  private static boolean isSide(long pixels) {
    return pixels > 0 && pixels <= LONGEST_SIDE;
  }

  /// ITU-T H.265 §7.3.3.
  private static void skipProfileTierLevel(BitReader bits, int subLayers) {
    bits.skip(88 + 8); // profile; general_level_idc
    int present = subLayers == 0 ? 0 : bits.bits(2 * MAX_SUB_LAYERS);
    for (int i = 0; i < subLayers; i++) {
      int flags = present >> (2 * (MAX_SUB_LAYERS - 1 - i));
      bits.skip(((flags & 2) != 0 ? 88 : 0) + ((flags & 1) != 0 ? 8 : 0));
    }
  }
}
