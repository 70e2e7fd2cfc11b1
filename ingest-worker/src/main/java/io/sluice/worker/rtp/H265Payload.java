package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;
import org.jspecify.annotations.Nullable;

/// The H265 payload structures without decoding order numbers (RFC 7798 §4.4): a single NAL unit,
/// an aggregation packet (§4.4.2), a fragment (§4.4.3).
///
/// ```text
/// +---------------+---------------+
/// |0|1|2|3|4|5|6|7|0|1|2|3|4|5|6|7|   RFC 7798 §1.1.4
/// |F|   Type    |  LayerId  | TID |
/// +-------------+-----------------+
/// ```
final class H265Payload {
  private static final int HEADER_BYTES = 2;
  private static final int FIRST_IRAP = 16;
  private static final int LAST_IRAP = 21;
  private static final int VPS = 32;
  private static final int SPS = 33;
  private static final int AGGREGATION = 48;
  private static final int FRAGMENT = 49;
  private static final int FU_START_BIT = 0x80;

  private H265Payload() {}

  static boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    return find(buffer, offset, length, H265Payload::isOfKeyFrame) >= 0;
  }

  /// Whether the parameter sets begin here; the video parameter set stands before all others.
  static boolean startsStream(byte[] buffer, int offset, int length) {
    return find(buffer, offset, length, type -> type == VPS) >= 0;
  }

  static @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    int at = find(buffer, offset, length, type -> type == SPS);
    if (at < 0) {
      return null;
    }
    int end =
        typeOf(buffer[offset]) == AGGREGATION
            ? at + BigEndian.u16(buffer, at - 2)
            : offset + length;
    // A fragment's own header is one byte longer; the unit's second byte is in the payload header.
    int set = at + HEADER_BYTES + (typeOf(buffer[offset]) == FRAGMENT ? 1 : 0);
    return set < end ? H265SequenceParameters.pictureSize(buffer, set, end - set) : null;
  }

  @FunctionalInterface
  private interface Types {
    boolean has(int type);
  }

  /// Where the first unit of those types begins, or -1. For a fragment that is the packet itself.
  private static int find(byte[] buffer, int offset, int length, Types types) {
    if (length <= HEADER_BYTES) {
      return -1;
    }
    int type = typeOf(buffer[offset]);
    return switch (type) {
      case AGGREGATION -> findAggregated(buffer, offset, length, types);
      case FRAGMENT -> {
        int header = buffer[offset + HEADER_BYTES];
        boolean starts = (header & FU_START_BIT) != 0 && types.has(header & 0x3f);
        yield starts ? offset : -1;
      }
      default -> types.has(type) ? offset : -1;
    };
  }

  private static int findAggregated(byte[] buffer, int offset, int length, Types types) {
    int end = offset + length;
    int at = offset + HEADER_BYTES;
    while (at + 2 + HEADER_BYTES <= end) {
      int unitBytes = BigEndian.u16(buffer, at);
      int unit = at + 2;
      if (unitBytes < HEADER_BYTES || unit + unitBytes > end) {
        return -1;
      }
      if (types.has(typeOf(buffer[unit]))) {
        return unit;
      }
      at = unit + unitBytes;
    }
    return -1;
  }

  private static boolean isOfKeyFrame(int type) {
    return type == VPS || type == SPS || (type >= FIRST_IRAP && type <= LAST_IRAP);
  }

  private static int typeOf(byte header) {
    return (header >> 1) & 0x3f;
  }
}
