package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;
import java.nio.charset.StandardCharsets;

/// Header extensions, RFC 8285.
///
/// ```text
///  one-byte form, profile 0xBEDE (§4.2)      two-byte form, profile 0x100X (§4.3)
/// +-+-+-+-+-+-+-+-+                         +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  ID   |len - 1|  data ...               |      ID       |     len       |  data ...
/// +-+-+-+-+-+-+-+-+                         +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
final class HeaderExtensions {
  private static final int ONE_BYTE_PROFILE = 0xbede;
  private static final int TWO_BYTE_PROFILE = 0x1000;
  private static final int ONE_BYTE_STOP = 15;

  private HeaderExtensions() {}

  static int find(byte[] buffer, int from, int end, int profile, int id) {
    if (profile == ONE_BYTE_PROFILE) {
      return findOneByte(buffer, from, end, id);
    }
    if ((profile & 0xfff0) == TWO_BYTE_PROFILE) {
      return findTwoByte(buffer, from, end, id);
    }
    return -1;
  }

  static int lengthOf(byte[] buffer, int dataOffset, int profile) {
    int before = BigEndian.u8(buffer, dataOffset - 1);
    return profile == ONE_BYTE_PROFILE ? (before & 0x0f) + 1 : before;
  }

  static String text(byte[] buffer, int at, int length) {
    return new String(buffer, at, length, StandardCharsets.UTF_8);
  }

  private static int findOneByte(byte[] buffer, int from, int end, int id) {
    int at = from;
    while (at < end) {
      int foundId = BigEndian.u8(buffer, at) >> 4;
      if (buffer[at] == 0) {
        at++; // a padding byte, §4.1.2 forbids reading a length from it
        continue;
      }
      if (foundId == 0 || foundId == ONE_BYTE_STOP) {
        return -1; // §4.2: processing stops here
      }
      int length = (buffer[at] & 0x0f) + 1;
      if (at + 1 + length > end) {
        return -1;
      }
      if (foundId == id) {
        return at + 1;
      }
      at += 1 + length;
    }
    return -1;
  }

  private static int findTwoByte(byte[] buffer, int from, int end, int id) {
    int at = from;
    while (at < end) {
      if (buffer[at] == 0) {
        at++;
        continue;
      }
      if (at + 2 > end || at + 2 + BigEndian.u8(buffer, at + 1) > end) {
        return -1;
      }
      if (BigEndian.u8(buffer, at) == id) {
        return at + 2;
      }
      at += 2 + BigEndian.u8(buffer, at + 1);
    }
    return -1;
  }
}
