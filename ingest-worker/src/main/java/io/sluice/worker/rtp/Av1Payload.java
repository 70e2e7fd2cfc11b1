package io.sluice.worker.rtp;

import org.jspecify.annotations.Nullable;

/// The AV1 payload: an aggregation header and OBU elements (RTP Payload Format For AV1 v1.0 §4.3,
/// §4.4).
///
/// ```text
///  0 1 2 3 4 5 6 7
/// +-+-+-+-+-+-+-+-+
/// |Z|Y| W |N|-|-|-|   Z: the first element continues an OBU; N: a coded video sequence begins
/// +-+-+-+-+-+-+-+-+   W: number of elements, the last one without a length; 0: all have one
/// ```
final class Av1Payload {
  private static final int CONTINUES = 0x80;
  private static final int STARTS_SEQUENCE = 0x08;
  private static final int SEQUENCE_HEADER = 1;
  private static final int MAX_LEB128_BYTES = 8;
  private static final int MAX_ELEMENTS = 64;

  private Av1Payload() {}

  /// N is set in the first packet of a coded video sequence only; it holds the sequence header.
  static boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    return length > 1
        && (buffer[offset] & CONTINUES) == 0
        && ((buffer[offset] & STARTS_SEQUENCE) != 0
            || sequenceHeader(buffer, offset, length) != null);
  }

  static @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    if (length < 2 || (buffer[offset] & CONTINUES) != 0) {
      return null;
    }
    Element header = sequenceHeader(buffer, offset, length);
    return header == null ? null : Av1SequenceHeader.pictureSize(buffer, header.at, header.length);
  }

  /// An OBU's payload, its own header left out.
  private record Element(int at, int length) {}

  private static @Nullable Element sequenceHeader(byte[] buffer, int offset, int length) {
    int end = offset + length;
    int count = (buffer[offset] >> 4) & 3;
    int at = offset + 1;
    for (int i = 1; i <= MAX_ELEMENTS && at < end; i++) {
      int elementEnd = end;
      if (i != count) {
        int lengthBytes = lengthOfLeb128(buffer, at, end);
        long elementBytes = leb128(buffer, at, lengthBytes);
        at += lengthBytes;
        if (lengthBytes == 0 || elementBytes > end - at) {
          return null;
        }
        elementEnd = at + (int) elementBytes;
      }
      if (at < elementEnd && ((buffer[at] >> 3) & 15) == SEQUENCE_HEADER) {
        return afterObuHeader(buffer, at, elementEnd);
      }
      at = elementEnd;
    }
    return null;
  }

  /// AV1 bitstream specification §5.3.2; the size field is left out in RTP, though it may be there.
  private static @Nullable Element afterObuHeader(byte[] buffer, int obu, int end) {
    boolean extended = (buffer[obu] & 0x04) != 0;
    boolean sized = (buffer[obu] & 0x02) != 0;
    int at = obu + (extended ? 2 : 1);
    if (sized) {
      at += lengthOfLeb128(buffer, at, end);
    }
    return at < end ? new Element(at, end - at) : null;
  }

  /// 0 when no whole number stands there.
  private static int lengthOfLeb128(byte[] buffer, int at, int end) {
    for (int i = 0; i < MAX_LEB128_BYTES && at + i < end; i++) {
      if ((buffer[at + i] & 0x80) == 0) {
        return i + 1;
      }
    }
    return 0;
  }

  private static long leb128(byte[] buffer, int at, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (buffer[at + i] & 0x7fL) << (7 * i);
    }
    return value;
  }
}
