package io.sluice.worker.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Our certificate and its private key, made at the start of the process and never stored.
///
/// Thread: any; immutable.
public final class DtlsIdentity {
  /// Far beyond the life of a process. Peers check the fingerprint only, not the dates.
  private static final Duration VALIDITY = Duration.ofDays(3650);

  /// Clocks of peers may be behind.
  private static final Duration BACKDATED = Duration.ofDays(1);

  private final byte[] certificateDer;
  private final PrivateKey privateKey;
  private final Fingerprint fingerprint;

  private DtlsIdentity(byte[] certificateDer, PrivateKey privateKey) {
    this.certificateDer = certificateDer;
    this.privateKey = privateKey;
    this.fingerprint = Fingerprint.sha256Of(certificateDer);
  }

  /// A new self-signed ECDSA certificate on P-256 (RFC 8827 §6.5).
  public static DtlsIdentity generate() {
    SecureRandom random = new SecureRandom();
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair keys = generator.generateKeyPair();
      return new DtlsIdentity(selfSigned(keys, random, Instant.now()), keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("this JDK cannot make a P-256 certificate", e);
    }
  }

  private static byte[] selfSigned(KeyPair keys, SecureRandom random, Instant now)
      throws OperatorCreationException, IOException {
    // The name says nothing of us: it is sent in clear (RFC 8827 §6.5).
    X500Name name = new X500Name("CN=WebRTC");
    return new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(64, random).add(BigInteger.ONE),
            Date.from(now.minus(BACKDATED)),
            Date.from(now.plus(VALIDITY)),
            name,
            keys.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
        .getEncoded();
  }

  /// For the answer's `a=fingerprint`.
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  byte[] certificateDer() {
    return certificateDer.clone();
  }

  PrivateKey privateKey() {
    return privateKey;
  }
}
