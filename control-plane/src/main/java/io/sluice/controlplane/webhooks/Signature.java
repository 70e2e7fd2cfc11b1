package io.sluice.controlplane.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs messages by HMAC-SHA256, as Standard Webhooks has it.
public final class Signature {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  /// What Standard Webhooks asks for.
  private static final int SHORTEST_BYTES = 24;

  private final SecretKeySpec key;

  private Signature(SecretKeySpec key) {
    this.key = key;
  }

  /// @param secret `whsec_` and 24 bytes or more in Base64
  public static Signature by(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the secret does not begin with " + PREFIX);
    }
    byte[] key = bytes(secret.substring(PREFIX.length()));
    if (key.length < SHORTEST_BYTES) {
      throw new IllegalArgumentException("the secret has fewer than " + SHORTEST_BYTES + " bytes");
    }
    return new Signature(new SecretKeySpec(key, ALGORITHM));
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the secret is not Base64 behind " + PREFIX);
    }
  }

  /// Value of `webhook-signature`.
  public String of(String id, Instant at, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      String signed = id + "." + at.getEpochSecond() + "." + body;
      byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /// Never the secret.
  @Override
  public String toString() {
    return "Signature[…]";
  }
}
