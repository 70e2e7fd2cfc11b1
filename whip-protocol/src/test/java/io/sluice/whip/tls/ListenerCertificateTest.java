package io.sluice.whip.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.whip.tls.testing.MadeCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerCertificateTest {
  private static final String CERTIFICATE = "sluice.tls-certificate";
  private static final String KEY = "sluice.tls-key";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void takesACertificateWithItsOwnKey(String algorithm) {
    MadeCertificate made = MadeCertificate.in(folder, "own", algorithm);

    assertThat(of(made.file(), made.key()))
        .isEqualTo(new ListenerCertificate(made.file(), made.key()));
  }

  @Test
  void servesPlainHttpWhenNeitherIsSet() {
    assertThat(ListenerCertificate.of("sluice.", "", " ")).isEmpty();
  }

  @Test
  void wantsBothOrNeither() {
    assertThatThrownBy(() -> ListenerCertificate.of("sluice.", "a.crt", ""))
        .hasMessageContainingAll(CERTIFICATE, KEY);
  }

  @ParameterizedTest
  @CsvSource({"RSA, RSA", "EC, EC", "EC, RSA", "RSA, Ed25519"})
  void refusesTheKeyOfAnother(String own, String others) {
    MadeCertificate made = MadeCertificate.in(folder, "own", own);
    MadeCertificate other = MadeCertificate.in(folder, "other", others);

    assertRefused(KEY, other.key(), made.file(), other.key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no PEM",
        "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
      })
  void refusesAKeyThatIsNone(String text) throws IOException {
    MadeCertificate made = MadeCertificate.in(folder, "own", "EC");
    Path garbage = Files.writeString(folder.resolve("garbage.key"), text);

    assertRefused(KEY, garbage, made.file(), garbage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no PEM",
        "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
      })
  void refusesACertificateThatIsNone(String text) throws IOException {
    MadeCertificate made = MadeCertificate.in(folder, "own", "EC");
    Path garbage = Files.writeString(folder.resolve("garbage.crt"), text);

    assertRefused(CERTIFICATE, garbage, garbage, made.key());
  }

  @Test
  void refusesFilesThatAreNotThere() {
    MadeCertificate made = MadeCertificate.in(folder, "own", "EC");
    Path missing = folder.resolve("missing.pem");

    assertRefused(CERTIFICATE, missing, missing, made.key());
    assertRefused(KEY, missing, made.file(), missing);
  }

  private static void assertRefused(String property, Path named, Path certificate, Path key) {
    assertThatThrownBy(() -> of(certificate, key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(property + ":")
        .hasMessageContaining(named.toString());
  }

  private static ListenerCertificate of(Path certificate, Path key) {
    return ListenerCertificate.of("sluice.", certificate.toString(), key.toString()).orElseThrow();
  }
}
