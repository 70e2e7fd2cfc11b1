package io.sluice.whip.tls.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate for 127.0.0.1, signed by itself and good for a day, and its key; both in files.
///
/// @param file PEM
/// @param key PEM, PKCS #8
/// @param x509 what a client should be shown
public record MadeCertificate(Path file, Path key, X509Certificate x509) {
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  /// @param algorithm of the key: `RSA`, `EC`, `Ed25519`
  /// @param name of the files, before `.crt` and `.key`
  public static MadeCertificate in(Path folder, String name, String algorithm) {
    try {
      KeyPair keys = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
      X509Certificate x509 = selfSigned(name, keys, signature(algorithm));
      return new MadeCertificate(
          Files.writeString(folder.resolve(name + ".crt"), pem(x509)),
          Files.writeString(
              folder.resolve(name + ".key"), pem(new JcaPKCS8Generator(keys.getPrivate(), null))),
          x509);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("no certificate can be made in " + folder, e);
    }
  }

  /// For a client that trusts this certificate only.
  public SSLContext trust() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("made", x509);
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the certificate cannot be trusted", e);
    }
  }

  private static X509Certificate selfSigned(String name, KeyPair keys, String signature)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    X500Name subject = new X500Name("CN=" + name);
    Instant now = Instant.now();
    GeneralName address = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
                    Date.from(now.minus(HALF_A_DAY)),
                    Date.from(now.plus(HALF_A_DAY)),
                    subject,
                    keys.getPublic())
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(address))
                .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate())));
  }

  private static String signature(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> algorithm;
    };
  }

  private static String pem(Object content) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(content);
    }
    return text.toString();
  }
}
