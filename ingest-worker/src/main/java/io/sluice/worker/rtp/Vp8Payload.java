package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;
import org.jspecify.annotations.Nullable;

/// The payload descriptor and the frame header of VP8.
///
/// ```text
///  0 1 2 3 4 5 6 7     RFC 7741 §4.2             key frame, RFC 7741 §4.3 and RFC 6386 §9.1
/// +-+-+-+-+-+-+-+-+                             +-+-+-+-+-+-+-+-+
/// |X|R|N|S|R| PID |                             |Size0|H| VER |P|   P = 0: key frame
/// |I|L|T|K| RSV   |  if X                       |  Size1, Size2 |
/// |M| PictureID   |  if I; 2 bytes if M         |  9d 01 2a     |
/// |  TL0PICIDX    |  if L                       | width, height |   14 bits each, little-endian
/// |TID|Y| KEYIDX  |  if T or K                  +-+-+-+-+-+-+-+-+
/// +-+-+-+-+-+-+-+-+
/// ```
final class Vp8Payload {
  private static final int KEY_FRAME_HEADER_BYTES = 10;

  private Vp8Payload() {}

  static boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    return frameHeader(buffer, offset, length) >= 0;
  }

  static @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    int at = frameHeader(buffer, offset, length);
    if (at < 0) {
      return null;
    }
    int width = littleEndian14(buffer, at + 6);
    int height = littleEndian14(buffer, at + 8);
    return width == 0 || height == 0 ? null : new PictureSize(width, height);
  }

  /// Where the key-frame header begins, or -1 when this packet begins no key frame.
  private static int frameHeader(byte[] buffer, int offset, int length) {
    int end = offset + length;
    int at = afterDescriptor(buffer, offset, end);
    if (at < 0 || !startsFirstPartition(buffer[offset]) || end - at < KEY_FRAME_HEADER_BYTES) {
      return -1;
    }
    boolean keyFrame = (buffer[at] & 1) == 0;
    return keyFrame && BigEndian.u24(buffer, at + 3) == 0x9d012a ? at : -1;
  }

  private static boolean startsFirstPartition(byte descriptor) {
    return (descriptor & 0x17) == 0x10; // S set, PID 0
  }

  private static int afterDescriptor(byte[] buffer, int offset, int end) {
    if (offset >= end) {
      return -1;
    }
    int at = offset + 1;
    if ((buffer[offset] & 0x80) == 0) {
      return at;
    }
    if (at >= end) {
      return -1;
    }
    int extension = buffer[at++];
    if ((extension & 0x80) != 0) {
      if (at >= end) {
        return -1;
      }
      at += (buffer[at] & 0x80) != 0 ? 2 : 1;
    }
    at += (extension & 0x40) != 0 ? 1 : 0;
    at += (extension & 0x30) != 0 ? 1 : 0;
    return at <= end ? at : -1;
  }

  private static int littleEndian14(byte[] buffer, int at) {
    return BigEndian.u8(buffer, at) | ((buffer[at + 1] & 0x3f) << 8);
  }
}
