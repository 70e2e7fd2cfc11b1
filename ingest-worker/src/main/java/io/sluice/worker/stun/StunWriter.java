package io.sluice.worker.stun;

import io.sluice.worker.bytes.BigEndian;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes whole STUN messages, each with MESSAGE-INTEGRITY and FINGERPRINT.
public final class StunWriter {
  private static final int MAX_TEXT_BYTES = 512;
  private static final int UNKNOWN_ATTRIBUTES = 0x000a;

  private byte[] message = new byte[128];
  private int length = StunFormat.HEADER_BYTES;

  private StunWriter(int type, TransactionId transactionId) {
    BigEndian.put16(message, 0, type);
    BigEndian.put32(message, 4, StunFormat.MAGIC_COOKIE);
    transactionId.writeTo(message, StunFormat.TRANSACTION_ID_AT);
  }

  /// The answer to a valid check: the address it came from (RFC 8445 §7.3.1.2).
  public static byte[] success(
      TransactionId transactionId, InetSocketAddress source, String localPassword) {
    StunWriter writer = new StunWriter(StunFormat.BINDING_SUCCESS, transactionId);
    int valueAt =
        writer.attribute(StunFormat.XOR_MAPPED_ADDRESS, XorAddress.valueBytes(source.getAddress()));
    XorAddress.write(writer.message, valueAt, source);
    return writer.finish(localPassword);
  }

  /// @param code 300-699: 400 bad request, 487 role conflict (RFC 8445 §7.3.1.1)
  public static byte[] error(
      TransactionId transactionId, int code, String reason, String localPassword) {
    StunWriter writer = new StunWriter(StunFormat.BINDING_ERROR, transactionId);
    writer.errorCode(code, reason);
    return writer.finish(localPassword);
  }

  /// The answer to a request with attributes that must be understood and are not (RFC 8489 §6.3.1).
  public static byte[] unknownAttributes(
      TransactionId transactionId, List<Integer> types, String localPassword) {
    StunWriter writer = new StunWriter(StunFormat.BINDING_ERROR, transactionId);
    writer.errorCode(420, "Unknown Attribute");
    int valueAt = writer.attribute(UNKNOWN_ATTRIBUTES, 2 * types.size());
    for (int i = 0; i < types.size(); i++) {
      BigEndian.put16(writer.message, valueAt + 2 * i, types.get(i));
    }
    return writer.finish(localPassword);
  }

  /// A check of a controlling full agent, for tests and for warming up.
  ///
  /// @param username `remote ufrag:local ufrag`, seen from the sender
  public static byte[] request(
      TransactionId transactionId,
      String username,
      String remotePassword,
      long priority,
      long tieBreaker,
      boolean useCandidate) {
    StunWriter writer = new StunWriter(StunFormat.BINDING_REQUEST, transactionId);
    writer.text(StunFormat.USERNAME, username);
    int priorityAt = writer.attribute(StunFormat.PRIORITY, 4);
    BigEndian.put32(writer.message, priorityAt, (int) priority);
    int tieBreakerAt = writer.attribute(StunFormat.ICE_CONTROLLING, 8);
    BigEndian.put64(writer.message, tieBreakerAt, tieBreaker);
    if (useCandidate) {
      writer.attribute(StunFormat.USE_CANDIDATE, 0);
    }
    return writer.finish(remotePassword);
  }

  /// RFC 8489 §14.8: the hundreds and the rest of the code stand apart.
  private void errorCode(int code, String reason) {
    byte[] bytes = bytes(reason);
    int valueAt = attribute(StunFormat.ERROR_CODE, 4 + bytes.length);
    message[valueAt + 2] = (byte) (code / 100);
    message[valueAt + 3] = (byte) (code % 100);
    System.arraycopy(bytes, 0, message, valueAt + 4, bytes.length);
  }

  private void text(int type, String text) {
    byte[] bytes = bytes(text);
    int valueAt = attribute(type, bytes.length);
    System.arraycopy(bytes, 0, message, valueAt, bytes.length);
  }

  private static byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("text of " + bytes.length + " bytes in a STUN message");
    }
    return bytes;
  }

  /// Begins an attribute and gives back where its value goes; the value's bytes are still zero. May
  /// replace [#message], so that must be read after this.
  private int attribute(int type, int valueBytes) {
    int valueAt = length + StunFormat.ATTRIBUTE_HEADER_BYTES;
    int next = valueAt + StunFormat.padded(valueBytes);
    if (next > message.length) {
      message = Arrays.copyOf(message, 2 * next);
    }
    BigEndian.put16(message, length, type);
    BigEndian.put16(message, length + 2, valueBytes);
    length = next;
    return valueAt;
  }

  private byte[] finish(String password) {
    int integrityAt = length;
    int hmacAt = attribute(StunFormat.MESSAGE_INTEGRITY, StunFormat.HMAC_SHA1_BYTES);
    MessageIntegrity.setCoveredLength(message, integrityAt);
    byte[] hmac = MessageIntegrity.hmac(message, integrityAt, password);
    System.arraycopy(hmac, 0, message, hmacAt, hmac.length);

    int fingerprintAt = length;
    int crcAt = attribute(StunFormat.FINGERPRINT, 4);
    BigEndian.put16(message, 2, length - StunFormat.HEADER_BYTES);
    BigEndian.put32(message, crcAt, StunFormat.fingerprint(message, 0, fingerprintAt));
    return Arrays.copyOf(message, length);
  }
}
