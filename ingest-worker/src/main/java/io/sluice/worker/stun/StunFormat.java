package io.sluice.worker.stun;

import java.util.zip.CRC32;

/// Numbers of the STUN format.
///
/// ```text
///  0                   1                   2                   3        RFC 8489 §5
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |0 0|     STUN message type     |         message length        |
/// |                     magic cookie 0x2112A442                   |
/// |                  transaction ID (96 bits)                     |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |        attribute type         |    its length without padding |  §14
/// |                  value, padded to 4 bytes                     |
/// ```
final class StunFormat {
  static final int HEADER_BYTES = 20;
  static final int ATTRIBUTE_HEADER_BYTES = 4;
  static final int TRANSACTION_ID_AT = 8;
  static final int MAGIC_COOKIE = 0x2112a442;

  static final int BINDING_REQUEST = 0x0001;
  static final int BINDING_INDICATION = 0x0011;
  static final int BINDING_SUCCESS = 0x0101;
  static final int BINDING_ERROR = 0x0111;

  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int XOR_MAPPED_ADDRESS = 0x0020;

  /// RFC 8445 §16.1.
  static final int PRIORITY = 0x0024;

  static final int USE_CANDIDATE = 0x0025;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;
  static final int ICE_CONTROLLING = 0x802a;

  static final int HMAC_SHA1_BYTES = 20;

  /// RFC 8489 §14: types below this must be understood.
  static final int FIRST_OPTIONAL = 0x8000;

  private static final int FINGERPRINT_XOR = 0x5354554e;

  private StunFormat() {}

  static int padded(int bytes) {
    return (bytes + 3) & ~3;
  }

  /// RFC 8489 §14.7: of all that stands before the attribute.
  static int fingerprint(byte[] message, int from, int end) {
    CRC32 crc = new CRC32();
    crc.update(message, from, end - from);
    return (int) crc.getValue() ^ FINGERPRINT_XOR;
  }
}
