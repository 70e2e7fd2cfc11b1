package io.sluice.whip.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;

/// X.509 certificates in a PEM file.
public final class PemCertificates {
  private PemCertificates() {}

  /// @param property that names the file, for the error
  /// @return at least one
  /// @throws IllegalArgumentException says what is wrong with the file
  public static List<Certificate> read(String property, Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      List<Certificate> certificates =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException(property + ": there is no certificate in " + file);
      }
      return certificates;
    } catch (IOException | CertificateException e) {
      throw new IllegalArgumentException(
          property + ": no certificates in PEM can be read from " + file, e);
    }
  }
}
