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
/// Of several spatial layers the lowest is a stream of its own; only that goes to FFmpeg.
final class Vp9Payload {
  private static final int PICTURE_ID = 0x80;
  private static final int PREDICTED = 0x40;
  private static final int LAYERS = 0x20;
  private static final int FLEXIBLE = 0x10;
  private static final int START_OF_FRAME = 0x08;
  private static final int END_OF_FRAME = 0x04;
  private static final int STRUCTURE = 0x02;
  private static final int MAX_REFERENCES = 3;

  private static final int FRAME_MARKER = 2;
  private static final int SYNC_CODE = 0x498342;
  private static final int SRGB = 7;

  private Vp9Payload() {}

  static boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    return keyFrameAt(buffer, offset, length) >= 0;
  }

  static @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    int at = keyFrameAt(buffer, offset, length);
    return at < 0 ? null : frameSize(buffer, at, offset + length);
  }

  /// Leaves of the descriptor the one byte that FFmpeg understands: up to 8.1 it leaves the
  /// references of flexible mode in the frame.
  ///
  /// @return false, with the packet untouched, for a packet that is not of the lowest spatial layer
  static boolean simplify(RtpPacket packet) {
    byte[] buffer = packet.buffer();
    int offset = packet.payloadOffset();
    int frame = frameAt(buffer, offset, offset + packet.payloadLength());
    if (frame < 0 || spatialLayer(buffer, offset, frame) != 0) {
      return false;
    }
    int flags = buffer[offset] & (START_OF_FRAME | END_OF_FRAME);
    packet.cutPayload(frame - 1 - offset);
    buffer[frame - 1] = (byte) flags;
    // FFmpeg takes no frame whose end is not that of the picture.
    packet.setMarker((flags & END_OF_FRAME) != 0);
    return true;
  }

  /// The frame header in the first packet of a key frame; -1 in any other.
  private static int keyFrameAt(byte[] buffer, int offset, int length) {
    if (length < 1 || (buffer[offset] & (PREDICTED | START_OF_FRAME)) != START_OF_FRAME) {
      return -1;
    }
    int end = offset + length;
    int at = frameAt(buffer, offset, end);
    if (at < 0 || spatialLayer(buffer, offset, at) != 0) {
      return -1; // a higher spatial layer: the picture began before it
    }
    // Without P it may still be an inter frame: the header says.
    BitReader bits = BitReader.of(buffer, at, end - at);
    return skipToSyncCode(bits) >= 0 ? at : -1;
  }

  /// Behind the descriptor; -1 when nothing is there.
  private static int frameAt(byte[] buffer, int offset, int end) {
    if (offset >= end) {
      return -1;
    }
    int flags = buffer[offset];
    int at = layersAt(buffer, offset, end);
    if ((flags & LAYERS) != 0) {
      at += (flags & FLEXIBLE) == 0 ? 2 : 1;
    }
    if ((flags & FLEXIBLE) != 0 && (flags & PREDICTED) != 0) {
      at = afterReferences(buffer, at, end);
    }
    if ((flags & STRUCTURE) != 0) {
      at = afterStructure(buffer, at, end);
    }
    return at < end ? at : -1;
  }

  private static int layersAt(byte[] buffer, int offset, int end) {
    int at = offset + 1;
    if ((buffer[offset] & PICTURE_ID) != 0) {
      at += at < end && (buffer[at] & 0x80) != 0 ? 2 : 1;
    }
    return at;
  }

  /// Of a payload whose frame is known to be there.
  private static int spatialLayer(byte[] buffer, int offset, int frameAt) {
    return (buffer[offset] & LAYERS) == 0
        ? 0
        : (buffer[layersAt(buffer, offset, frameAt)] >> 1) & 7;
  }

  private static int afterReferences(byte[] buffer, int references, int end) {
    int at = references;
    for (int i = 0; i < MAX_REFERENCES && at < end; i++) {
      if ((buffer[at++] & 1) == 0) {
        break;
      }
    }
    return at;
  }

  private static int afterStructure(byte[] buffer, int structure, int end) {
    if (structure >= end) {
      return end;
    }
    int flags = buffer[structure];
    int layers = ((flags >> 5) & 7) + 1;
    int at = structure + 1;
    if ((flags & 0x10) != 0) {
      at += 4 * layers;
    }
    if ((flags & 0x08) != 0) {
      if (at >= end) {
        return end;
      }
      int pictures = BigEndian.u8(buffer, at++);
      for (int i = 0; i < pictures && at < end; i++) {
        at += 1 + Math.min((buffer[at] >> 2) & 3, MAX_REFERENCES);
      }
    }
    return at;
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
