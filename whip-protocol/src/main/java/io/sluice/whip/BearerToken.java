package io.sluice.whip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A secret that a client shows, RFC 6750. Only its hash is ever kept or compared.
public final class BearerToken {
  /// b64token of RFC 6750 §2.1, preceded by the scheme, which has no case (RFC 9110 §11.1).
  private static final Pattern HEADER = Pattern.compile("(?i:bearer) +([A-Za-z0-9\\-._~+/]+=*) *");

  private static final Pattern SHA_256_HEX = Pattern.compile("[0-9a-f]{64}");

  private final String value;

  private BearerToken(String value) {
    this.value = value;
  }

  /// Reads an `Authorization` header. Empty when there is none, when it is of another scheme, or
  /// when it is no token.
  public static Optional<BearerToken> fromAuthorization(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    var matcher = HEADER.matcher(header.strip());
    return matcher.matches() ? Optional.of(new BearerToken(matcher.group(1))) : Optional.empty();
  }

  /// A token as a process's configuration gives it. Empty when no client could ever show it in a
  /// header.
  public static Optional<BearerToken> of(String value) {
    return fromAuthorization("Bearer " + value).filter(token -> token.value.equals(value));
  }

  /// SHA-256 of the token's UTF-8 bytes in 64 lower-case hex digits.
  public String sha256Hex() {
    return HexFormat.of().formatHex(sha256());
  }

  /// Compares with the hash of the token that is asked for, in a time that does not depend on where
  /// they differ.
  public boolean hasSha256(String expectedHex) {
    if (!SHA_256_HEX.matcher(expectedHex).matches()) {
      return false;
    }
    return MessageDigest.isEqual(sha256(), HexFormat.of().parseHex(expectedHex));
  }

  /// Never the token.
  @Override
  public String toString() {
    return "BearerToken[…]";
  }

  private byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
