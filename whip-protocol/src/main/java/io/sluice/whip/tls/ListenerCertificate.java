package io.sluice.whip.tls;

import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.Optional;

/// What an HTTPS listener shows of itself: two PEM files, read once at start.
///
/// @param certificate the server's own first, then those that lead to its root
/// @param key its private key, PKCS #8 (RFC 5958), not encrypted
public record ListenerCertificate(Path certificate, Path key) {
  /// @param prefix of the properties' names: `tls-certificate` and `tls-key` follow it
  /// @param certificate path of a file; empty for plain HTTP
  /// @param key path of a file; empty for plain HTTP
  /// @throws IllegalArgumentException says which property cannot be used, and why
  public static Optional<ListenerCertificate> of(String prefix, String certificate, String key) {
    if (certificate.isBlank() && key.isBlank()) {
      return Optional.empty();
    }
    if (certificate.isBlank() || key.isBlank()) {
      throw new IllegalArgumentException(
          prefix + "tls-certificate and " + prefix + "tls-key must be set together");
    }
    Path certificateFile = Path.of(certificate.strip()).toAbsolutePath();
    Path keyFile = Path.of(key.strip()).toAbsolutePath();
    Certificate own = PemCertificates.read(prefix + "tls-certificate", certificateFile).getFirst();
    PemPrivateKey.requireHalfOf(own.getPublicKey(), prefix + "tls-key", keyFile);
    return Optional.of(new ListenerCertificate(certificateFile, keyFile));
  }

  /// What makes Micronaut's listener serve HTTPS with it, on the port that HTTP would have had.
  public Map<String, Object> serverProperties() {
    return Map.of(
        "micronaut.server.ssl.enabled",
        true,
        "micronaut.server.ssl.port",
        "${micronaut.server.port}",
        "micronaut.server.ssl.key-store.key-path",
        "file:" + key,
        "micronaut.server.ssl.key-store.certificate-path",
        "file:" + certificate);
  }
}
