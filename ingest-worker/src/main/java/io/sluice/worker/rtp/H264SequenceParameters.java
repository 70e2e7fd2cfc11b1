package io.sluice.worker.rtp;

import org.jspecify.annotations.Nullable;

/// The picture size in an H264 sequence parameter set (ITU-T H.264 §7.3.2.1.1, cropping by table
/// 6-1 and equations 7-18 to 7-22).
final class H264SequenceParameters {
  private static final int MACROBLOCK = 16;

  /// Level 6.2 allows no side longer than this.
  private static final int LONGEST_SIDE = 16_896;

  private H264SequenceParameters() {}

  /// @param offset of the byte after the NAL unit header
  /// @return null when the bytes are no usable parameter set
  static @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    BitReader bits = BitReader.ofNalUnit(buffer, offset, length);
    int profile = bits.bits(8);
    bits.bits(16); // constraint flags, level
    bits.unsigned(); // seq_parameter_set_id
    int chromaFormat = hasChromaFormat(profile) ? readHighProfile(bits) : 1;
    bits.unsigned(); // log2_max_frame_num_minus4
    skipPictureOrder(bits);
    bits.unsigned(); // max_num_ref_frames
    bits.bits(1); // gaps_in_frame_num_value_allowed_flag
    long widthInMacroblocks = bits.unsigned() + 1;
    long heightInMapUnits = bits.unsigned() + 1;
    int framesOnly = bits.bits(1);
    if (framesOnly == 0) {
      bits.bits(1); // mb_adaptive_frame_field_flag
    }
    bits.bits(1); // direct_8x8_inference_flag
    long width = widthInMacroblocks * MACROBLOCK;
    long height = heightInMapUnits * (2 - framesOnly) * MACROBLOCK;
    if (bits.bits(1) == 1) {
      int horizontalUnit = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1;
      int verticalUnit = (chromaFormat == 1 ? 2 : 1) * (2 - framesOnly);
      width -= (bits.unsigned() + bits.unsigned()) * horizontalUnit;
      height -= (bits.unsigned() + bits.unsigned()) * verticalUnit;
    }
    boolean usable = !bits.isExhausted() && isSide(width) && isSide(height);
    return usable ? new PictureSize((int) width, (int) height) : null;
  }

  private static boolean isSide(long pixels) {
    return pixels > 0 && pixels <= LONGEST_SIDE;
  }

  private static boolean hasChromaFormat(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  /// @return the chroma format; 0 too when the colour planes are separate, which crops like it
  private static int readHighProfile(BitReader bits) {
    int chromaFormat = (int) bits.unsigned();
    boolean separatePlanes = chromaFormat == 3 && bits.bits(1) == 1;
    bits.unsigned(); // bit_depth_luma_minus8
    bits.unsigned(); // bit_depth_chroma_minus8
    bits.bits(1); // qpprime_y_zero_transform_bypass_flag
    if (bits.bits(1) == 1) {
      int lists = chromaFormat == 3 ? 12 : 8;
      for (int i = 0; i < lists; i++) {
        if (bits.bits(1) == 1) {
          skipScalingList(bits, i < 6 ? 16 : 64);
        }
      }
    }
    return separatePlanes ? 0 : chromaFormat;
  }

  /// §7.3.2.1.1.1.
  private static void skipScalingList(BitReader bits, int size) {
    long last = 8;
    long next = 8;
    for (int i = 0; i < size && !bits.isExhausted(); i++) {
      if (next != 0) {
        next = (last + bits.signed() + 256) & 0xff;
      }
      last = next == 0 ? last : next;
    }
  }

  private static void skipPictureOrder(BitReader bits) {
    long type = bits.unsigned();
    if (type == 0) {
      bits.unsigned(); // log2_max_pic_order_cnt_lsb_minus4
    } else if (type == 1) {
      bits.bits(1); // delta_pic_order_always_zero_flag
      bits.signed(); // offset_for_non_ref_pic
      bits.signed(); // offset_for_top_to_bottom_field
      long frames = bits.unsigned();
      for (long i = 0; i < frames && !bits.isExhausted(); i++) {
        bits.signed();
      }
    }
  }
}
