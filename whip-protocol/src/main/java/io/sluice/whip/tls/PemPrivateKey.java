package io.sluice.whip.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A private key in a PEM file.
final class PemPrivateKey {
  /// RFC 7468 §10. Another label means another format, or a password.
  private static final Pattern PKCS_8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private PemPrivateKey() {}

  /// Checks that a file holds the private half of a public key: a listener with another one starts,
  /// and fails with every client.
  ///
  /// @param property that names the file, for the error
  /// @throws IllegalArgumentException says what is wrong with the file
  static void requireHalfOf(PublicKey certified, String property, Path file) {
    PrivateKey key = read(certified.getAlgorithm(), property, file);
    try {
      if (signsFor(certified, key)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      throw notItsKey(property, file, e);
    }
    throw notItsKey(property, file, null);
  }

  private static IllegalArgumentException notItsKey(
      String property, Path file, @Nullable Exception cause) {
    return new IllegalArgumentException(
        property + ": the key is not that of the certificate: " + file, cause);
  }

  private static PrivateKey read(String algorithm, String property, Path file) {
    byte[] pkcs8 = decoded(text(property, file), property, file);
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          property + ": not a key of the certificate's kind, " + algorithm + ": " + file, e);
    }
  }

  private static byte[] decoded(String text, String property, Path file) {
    // Text of any other kind around the key is legal (RFC 7468 §2).
    Matcher pem = PKCS_8.matcher(text);
    if (pem.find()) {
      try {
        return Base64.getMimeDecoder().decode(pem.group(1));
      } catch (IllegalArgumentException e) {
        throw noKey(property, file, e);
      }
    }
    throw noKey(property, file, null);
  }

  private static IllegalArgumentException noKey(
      String property, Path file, @Nullable Exception cause) {
    return new IllegalArgumentException(
        property
            + ": there is no private key in PEM, PKCS #8 without a password, in "
            + file
            + " (openssl pkey makes one of others)",
        cause);
  }

  private static String text(String property, Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException(property + ": cannot be read: " + file, e);
    }
  }

  private static boolean signsFor(PublicKey certified, PrivateKey key)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm(certified));
    byte[] anything = certified.getEncoded();
    signature.initSign(key);
    signature.update(anything);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(anything);
    return signature.verify(signed);
  }

  private static String algorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
