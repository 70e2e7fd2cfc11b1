package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;
import org.jspecify.annotations.Nullable;

/// The payload descriptor of VP9, and the uncompressed header of a key frame.
///
/// ```text
///  0 1 2 3 4 5 6 7     RFC 9628 §4.2
/// +-+-+-+-+-+-+-+-+
/// |I|P|L|F|B|E|V|Z|   P: predicted from another picture; B: start of a layer's frame
/// |M| PICTURE ID  |   if I; 2 bytes if M
/// | TID |U| SID |D|   if L
/// |  TL0PICIDX    |   if L and not F
/// | P_DIFF      |N|   if F and P; up to 3 times, N: another follows
/// | scalability structure, if V: |N_S |Y|G|-|-|-|, the sizes if Y, the group if G
/// +-+-+-+-+-+-+-+-+
/// ```
///
/// Of several spatial layers the structure names the largest, and the frame header only the lowest.
final class Vp9Payload {
  private static final int PICTURE_ID = 0x80;
  private static final int PREDICTED = 0x40;
  private static final int LAYERS = 0x20;
  private static final int FLEXIBLE = 0x10;
  private static final int START_OF_FRAME = 0x08;
  private static final int STRUCTURE = 0x02;
  private static final int MAX_REFERENCES = 3;

  private static final int FRAME_MARKER = 2;
  private static final int SYNC_CODE = 0x498342;
  private static final int SRGB = 7;

  private Vp9Payload() {}

  static boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    return keyFrame(buffer, offset, length) != NONE;
  }

  static @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    KeyFrame start = keyFrame(buffer, offset, length);
    if (start == NONE) {
      return null;
    }
    return start.largest != null
        ? start.largest
        : frameSize(buffer, start.headerAt, offset + length);
  }

  /// Where the first packet of a key frame has its frame header.
  ///
  /// @param largest of several spatial layers; null when there is one, or none is described
  private record KeyFrame(int headerAt, @Nullable PictureSize largest) {}

  private static final KeyFrame NONE = new KeyFrame(-1, null);

  private static KeyFrame keyFrame(byte[] buffer, int offset, int length) {
    int end = offset + length;
    if (length < 1 || (buffer[offset] & (PREDICTED | START_OF_FRAME)) != START_OF_FRAME) {
      return NONE;
    }
    int flags = buffer[offset];
    int at = offset + 1;
    if ((flags & PICTURE_ID) != 0) {
      at += at < end && (buffer[at] & 0x80) != 0 ? 2 : 1;
    }
    if ((flags & LAYERS) != 0) {
      if (at >= end || ((buffer[at] >> 1) & 7) != 0) {
        return NONE; // a higher spatial layer: the picture began before it
      }
      at += (flags & FLEXIBLE) == 0 ? 2 : 1;
    }
    return (flags & STRUCTURE) == 0
        ? startingAt(buffer, at, end, null)
        : afterStructure(buffer, at, end);
  }

  private static KeyFrame afterStructure(byte[] buffer, int structure, int end) {
    if (structure >= end) {
      return NONE;
    }
    int flags = buffer[structure];
    int layers = ((flags >> 5) & 7) + 1;
    int at = structure + 1;
    PictureSize largest = null;
    if ((flags & 0x10) != 0) {
      int last = at + 4 * (layers - 1);
      if (last + 4 > end) {
        return NONE;
      }
      if (layers > 1) {
        largest = new PictureSize(BigEndian.u16(buffer, last), BigEndian.u16(buffer, last + 2));
      }
      at = last + 4;
    }
    if ((flags & 0x08) != 0) {
      if (at >= end) {
        return NONE;
      }
      int pictures = BigEndian.u8(buffer, at++);
      for (int i = 0; i < pictures && at < end; i++) {
        at += 1 + Math.min((buffer[at] >> 2) & 3, MAX_REFERENCES);
      }
    }
    return startingAt(buffer, at, end, largest);
  }

  /// Without P it may still be an inter frame of the same picture's lower layer: the header says.
  private static KeyFrame startingAt(
      byte[] buffer, int at, int end, @Nullable PictureSize largest) {
    if (at >= end) {
      return NONE;
    }
    BitReader bits = BitReader.of(buffer, at, end - at);
    return skipToSyncCode(bits) >= 0 ? new KeyFrame(at, largest) : NONE;
  }

  /// VP9 bitstream specification §6.2.
  ///
  /// @return the profile, or -1 when no key frame begins
  private static int skipToSyncCode(BitReader bits) {
    if (bits.bits(2) != FRAME_MARKER) {
      return -1;
    }
    int profile = bits.bits(1) | bits.bits(1) << 1;
    if (profile == 3) {
      bits.skip(1); // reserved
    }
    boolean showsExisting = bits.flag();
    boolean interFrame = bits.flag();
    bits.skip(2); // show_frame, error_resilient_mode
    boolean starts = !showsExisting && !interFrame && bits.bits(24) == SYNC_CODE;
    return starts && !bits.isExhausted() ? profile : -1;
  }

  private static @Nullable PictureSize frameSize(byte[] buffer, int at, int end) {
    BitReader bits = BitReader.of(buffer, at, end - at);
    int profile = skipToSyncCode(bits);
    skipColors(bits, profile);
    int width = bits.bits(16) + 1;
    int height = bits.bits(16) + 1;
    return bits.isExhausted() ? null : new PictureSize(width, height);
  }

  private static void skipColors(BitReader bits, int profile) {
    if (profile >= 2) {
      bits.skip(1); // ten_or_twelve_bit
    }
    boolean oddSampling = profile == 1 || profile == 3;
    if (bits.bits(3) != SRGB) {
      bits.skip(oddSampling ? 4 : 1); // color_range; subsampling and a reserved bit
    } else if (oddSampling) {
      bits.skip(1); // reserved
    }
  }
}
