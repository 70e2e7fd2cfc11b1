package io.sluice.worker.dtls;

import java.nio.ByteBuffer;

/// Keeps datagrams away from the handshake that are no DTLS records, or whose handshake messages
/// claim to be huge: bctls sets aside what a message claims before any of it is authenticated. That
/// holds for a certificate's own lengths, too, which may claim 16 MiB.
///
/// ```text
/// record, RFC 6347 §4.1:   type 1, version 2, epoch 2, sequence 6, length 2
/// message, RFC 6347 §4.2.2: type 1, length 3, message seq 2, fragment offset 3, fragment length 3
/// certificates, RFC 5246 §7.4.2: length of all 3, length of the first 3
/// ```
final class RecordFilter {
  private static final int RECORD_HEADER = 13;
  private static final int MESSAGE_HEADER = 12;
  private static final int CHANGE_CIPHER_SPEC = 20;

  private static final int HANDSHAKE = 22;
  private static final int CERTIFICATE = 11;
  private static final int CERTIFICATE_LENGTHS = 6;

  /// The largest honest message is a certificate chain of a few kilobytes.
  private static final int MAX_MESSAGE_BYTES = 16 * 1024;

  private RecordFilter() {}

  static boolean accepts(byte[] datagram, int offset, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(datagram, offset, length).slice();
    int at = 0;
    while (at < length) {
      if (length - at < RECORD_HEADER || bytes.get(at + 1) != (byte) 0xfe) {
        return false;
      }
      int recordBytes = bytes.getShort(at + 11) & 0xffff;
      int next = at + RECORD_HEADER + recordBytes;
      if (next > length) {
        return false;
      }
      boolean inClear = bytes.getShort(at + 3) == 0;
      if (inClear && bytes.get(at) == HANDSHAKE && !isModest(bytes, at + RECORD_HEADER, next)) {
        return false;
      }
      at = next;
    }
    return length > 0;
  }

  /// Whether every record may be the peer's once the handshake is over. In clear it repeats its
  /// last flight, but says no alert: anybody may have written that. What is too short to be
  /// encrypted ends the association in bctls, instead of being dropped (RFC 6347 §4.1.2.7).
  ///
  /// @param datagram one that [#accepts] let in
  /// @param shortestEncrypted bytes behind the header
  static boolean acceptsAfterHandshake(byte[] datagram, int shortestEncrypted) {
    ByteBuffer bytes = ByteBuffer.wrap(datagram);
    int at = 0;
    while (at < datagram.length) {
      int type = bytes.get(at);
      int recordBytes = bytes.getShort(at + 11) & 0xffff;
      boolean inClear = bytes.getShort(at + 3) == 0;
      boolean acceptable =
          inClear
              ? type == HANDSHAKE || type == CHANGE_CIPHER_SPEC
              : recordBytes >= shortestEncrypted;
      if (!acceptable) {
        return false;
      }
      at += RECORD_HEADER + recordBytes;
    }
    return true;
  }

  private static boolean isModest(ByteBuffer bytes, int from, int end) {
    int at = from;
    while (at + MESSAGE_HEADER <= end) {
      int messageBytes = bytes.getInt(at) & 0xff_ffff;
      int fragmentBytes = bytes.getInt(at + 8) & 0xff_ffff;
      if (messageBytes > MAX_MESSAGE_BYTES) {
        return false;
      }
      if (bytes.get(at) == CERTIFICATE && !holdsOneCertificate(bytes, at, end)) {
        return false;
      }
      at += MESSAGE_HEADER + fragmentBytes;
    }
    return true;
  }

  /// One that is self-signed, as WebRTC has it (RFC 8827 §6.5), or none. Both lengths must come in
  /// one piece.
  private static boolean holdsOneCertificate(ByteBuffer bytes, int message, int end) {
    int messageBytes = bytes.getInt(message) & 0xff_ffff;
    int fragmentOffset = bytes.getInt(message + 5) & 0xff_ffff;
    int lengths = message + MESSAGE_HEADER;
    if (fragmentOffset > 0) {
      return fragmentOffset >= CERTIFICATE_LENGTHS;
    }
    if (messageBytes == CERTIFICATE_LENGTHS / 2) {
      return true;
    }
    return lengths + CERTIFICATE_LENGTHS <= end
        && u24(bytes, lengths) == messageBytes - CERTIFICATE_LENGTHS / 2
        && u24(bytes, lengths + 3) == messageBytes - CERTIFICATE_LENGTHS;
  }

  private static int u24(ByteBuffer bytes, int at) {
    return bytes.get(at) << 16 & 0xff_0000 | bytes.getShort(at + 1) & 0xffff;
  }
}
