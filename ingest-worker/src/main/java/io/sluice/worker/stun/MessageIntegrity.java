package io.sluice.worker.stun;

import io.sluice.worker.bytes.BigEndian;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The part of a received message that MESSAGE-INTEGRITY covers, and its HMAC-SHA1 (RFC 8489
/// §14.5).
public final class MessageIntegrity {
  private static final MessageIntegrity ABSENT = new MessageIntegrity(new byte[0], new byte[0]);

  private final byte[] covered;
  private final byte[] hmac;

  private MessageIntegrity(byte[] covered, byte[] hmac) {
    this.covered = covered;
    this.hmac = hmac;
  }

  static MessageIntegrity absent() {
    return ABSENT;
  }

  /// @param attributeAt where the MESSAGE-INTEGRITY attribute begins
  static MessageIntegrity read(byte[] buffer, int messageAt, int attributeAt) {
    byte[] covered = Arrays.copyOfRange(buffer, messageAt, attributeAt);
    setCoveredLength(covered, covered.length);
    int valueAt = attributeAt + StunFormat.ATTRIBUTE_HEADER_BYTES;
    return new MessageIntegrity(
        covered, Arrays.copyOfRange(buffer, valueAt, valueAt + StunFormat.HMAC_SHA1_BYTES));
  }

  /// Whether the attribute was there at all.
  public boolean isPresent() {
    return hmac.length > 0;
  }

  /// Compares in constant time. False when the attribute was missing.
  ///
  /// @param password of short-term credentials, in ASCII as ICE's are
  public boolean matches(String password) {
    return isPresent() && MessageDigest.isEqual(hmac, hmac(covered, covered.length, password));
  }

  /// The HMAC over the first `length` bytes, whose header already says the length that includes
  /// this attribute.
  static byte[] hmac(byte[] message, int length, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      byte[] key = password.getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA1"));
      mac.update(message, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  /// The header's length field as the HMAC sees it: up to the end of this attribute.
  static void setCoveredLength(byte[] message, int attributeAt) {
    int withAttribute =
        attributeAt + StunFormat.ATTRIBUTE_HEADER_BYTES + StunFormat.HMAC_SHA1_BYTES;
    BigEndian.put16(message, 2, withAttribute - StunFormat.HEADER_BYTES);
  }
}
