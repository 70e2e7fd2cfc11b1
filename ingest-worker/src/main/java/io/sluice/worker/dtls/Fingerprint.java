package io.sluice.worker.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The hash of a certificate as `a=fingerprint` gives it (RFC 8122 §5).
public final class Fingerprint {
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

  private final Hash hash;
  private final byte[] value;

  private Fingerprint(Hash hash, byte[] value) {
    this.hash = hash;
    this.value = value;
  }

  /// The hash functions that count as secure today; others are refused.
  private enum Hash {
    SHA_256("sha-256", "SHA-256", 32),
    SHA_384("sha-384", "SHA-384", 48),
    SHA_512("sha-512", "SHA-512", 64);

    private final String sdpName;
    private final String jcaName;
    private final int bytes;

    Hash(String sdpName, String jcaName, int bytes) {
      this.sdpName = sdpName;
      this.jcaName = jcaName;
      this.bytes = bytes;
    }

    byte[] of(byte[] certificateDer) {
      try {
        return MessageDigest.getInstance(jcaName).digest(certificateDer);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has " + jcaName, e);
      }
    }
  }

  /// Reads the value of `a=fingerprint`, for example `sha-256 AB:CD:…`. Empty when the hash
  /// function is not SHA-256, SHA-384 or SHA-512, or the value is not its hexadecimal form.
  public static Optional<Fingerprint> parse(String attribute) {
    String[] parts = attribute.strip().split("\\s+", 2);
    if (parts.length != 2) {
      return Optional.empty();
    }
    String name = parts[0].toLowerCase(Locale.ROOT);
    return Arrays.stream(Hash.values())
        .filter(hash -> hash.sdpName.equals(name))
        .findFirst()
        .flatMap(hash -> parseValue(hash, parts[1].strip()));
  }

  private static Optional<Fingerprint> parseValue(Hash hash, String value) {
    try {
      byte[] bytes = COLONS.parseHex(value);
      return bytes.length == hash.bytes
          ? Optional.of(new Fingerprint(hash, bytes))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The SHA-256 fingerprint of a certificate in DER.
  public static Fingerprint sha256Of(byte[] certificateDer) {
    return new Fingerprint(Hash.SHA_256, Hash.SHA_256.of(certificateDer));
  }

  /// Whether this is the fingerprint of that certificate.
  public boolean matches(byte[] certificateDer) {
    return MessageDigest.isEqual(value, hash.of(certificateDer));
  }

  /// As in SDP: `sha-256 AB:CD:…`.
  @Override
  public String toString() {
    return hash.sdpName + " " + COLONS.formatHex(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that
        && hash == that.hash
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }
}
