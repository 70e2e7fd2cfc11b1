package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;
import org.jspecify.annotations.Nullable;

/// The H264 payload structures of packetization mode 1 (RFC 6184 §5.2): a single NAL unit, STAP-A
/// (several small units, §5.7.1), FU-A (a piece of a large one, §5.8).
final class H264Payload {
  private static final int IDR_SLICE = 5;
  private static final int SPS = 7;
  private static final int STAP_A = 24;
  private static final int FU_A = 28;
  private static final int FU_START_BIT = 0x80;

  private H264Payload() {}

  static boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    if (length < 1) {
      return false;
    }
    return switch (type(buffer[offset])) {
      case IDR_SLICE, SPS -> true;
      case STAP_A ->
          findAggregated(buffer, offset, length, SPS) >= 0
              || findAggregated(buffer, offset, length, IDR_SLICE) >= 0;
      case FU_A -> startsFragmentedKeyFrame(buffer, offset, length);
      default -> false;
    };
  }

  /// Whether the parameter sets begin here, which come before the picture.
  static boolean startsStream(byte[] buffer, int offset, int length) {
    if (length < 2) {
      return false;
    }
    return switch (type(buffer[offset])) {
      case SPS -> true;
      case STAP_A -> findAggregated(buffer, offset, length, SPS) >= 0;
      case FU_A -> (buffer[offset + 1] & FU_START_BIT) != 0 && type(buffer[offset + 1]) == SPS;
      default -> false;
    };
  }

  private static boolean startsFragmentedKeyFrame(byte[] buffer, int offset, int length) {
    if (length < 2 || (buffer[offset + 1] & FU_START_BIT) == 0) {
      return false;
    }
    int type = type(buffer[offset + 1]);
    return type == IDR_SLICE || type == SPS;
  }

  static @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    if (length < 1) {
      return null;
    }
    return switch (type(buffer[offset])) {
      case SPS -> H264SequenceParameters.pictureSize(buffer, offset + 1, length - 1);
      case STAP_A -> aggregatedPictureSize(buffer, offset, length);
      case FU_A -> fragmentedPictureSize(buffer, offset, length);
      default -> null;
    };
  }

  /// The size stands at the beginning of the set, so the first fragment tells it.
  private static @Nullable PictureSize fragmentedPictureSize(
      byte[] buffer, int offset, int length) {
    boolean startsSet =
        length > 2 && (buffer[offset + 1] & FU_START_BIT) != 0 && type(buffer[offset + 1]) == SPS;
    return startsSet ? H264SequenceParameters.pictureSize(buffer, offset + 2, length - 2) : null;
  }

  private static @Nullable PictureSize aggregatedPictureSize(
      byte[] buffer, int offset, int length) {
    int at = findAggregated(buffer, offset, length, SPS);
    if (at < 0) {
      return null;
    }
    int unitBytes = BigEndian.u16(buffer, at - 2);
    return H264SequenceParameters.pictureSize(buffer, at + 1, unitBytes - 1);
  }

  /// The index of the first unit of that type in a STAP-A, or -1. Its size is in the 2 bytes
  /// before.
  private static int findAggregated(byte[] buffer, int offset, int length, int type) {
    int end = offset + length;
    int at = offset + 1;
    while (at + 2 < end) {
      int unitBytes = BigEndian.u16(buffer, at);
      int unit = at + 2;
      if (unitBytes == 0 || unit + unitBytes > end) {
        return -1;
      }
      if (type(buffer[unit]) == type) {
        return unit;
      }
      at = unit + unitBytes;
    }
    return -1;
  }

  private static int type(byte header) {
    return header & 0x1f;
  }
}
