package io.sluice.worker.dtls;

import io.sluice.worker.bytes.BigEndian;

/// Keeps a client's ChangeCipherSpec away from bctls until the CertificateVerify before it has
/// come.
///
/// As a server bctls changes to the encrypted epoch with the first ChangeCipherSpec after the keys
/// are known, and is deaf to epoch 0 from then on: a CertificateVerify that was lost or overtaken
/// could come again as often as it likes. With the record dropped, the client's next repetition of
/// its flight finds everything in order (RFC 6347 §4.2.4).
///
/// Thread: the transport's. For datagrams that [RecordFilter] let in.
final class ChangeCipherOrder {
  private static final int RECORD_HEADER = 13;
  private static final int MESSAGE_HEADER = 12;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int CERTIFICATE_VERIFY = 15;

  /// How much of CertificateVerify has come, from its beginning on.
  private int covered;

  private boolean verified;

  /// Takes out what comes too early, in place.
  ///
  /// @return what is left, in bytes
  int admit(byte[] datagram) {
    int at = 0;
    int kept = 0;
    while (!verified && at + RECORD_HEADER <= datagram.length) {
      int recordBytes = RECORD_HEADER + BigEndian.u16(datagram, at + 11);
      boolean inClear = BigEndian.u16(datagram, at + 3) == 0;
      if (inClear && datagram[at] == HANDSHAKE) {
        look(datagram, at + RECORD_HEADER, at + recordBytes);
      }
      if (!inClear || datagram[at] != CHANGE_CIPHER_SPEC) {
        System.arraycopy(datagram, at, datagram, kept, recordBytes);
        kept += recordBytes;
      }
      at += recordBytes;
    }
    System.arraycopy(datagram, at, datagram, kept, datagram.length - at);
    return kept + datagram.length - at;
  }

  private void look(byte[] datagram, int from, int end) {
    int at = from;
    while (at + MESSAGE_HEADER <= end) {
      int fragmentBytes = BigEndian.u24(datagram, at + 9);
      if (datagram[at] == CERTIFICATE_VERIFY) {
        int offset = BigEndian.u24(datagram, at + 6);
        covered = offset <= covered ? Math.max(covered, offset + fragmentBytes) : covered;
        verified = covered >= BigEndian.u24(datagram, at + 1);
      }
      at += MESSAGE_HEADER + fragmentBytes;
    }
  }
}
