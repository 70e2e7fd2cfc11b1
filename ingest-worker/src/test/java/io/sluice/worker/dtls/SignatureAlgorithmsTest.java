package io.sluice.worker.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.DigitallySigned;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.junit.jupiter.api.Test;

class SignatureAlgorithmsTest {
  private static final byte[] MESSAGE = {1, 2, 3};

  @Test
  void everyOneThatIsAnnouncedCanBeVerifiedOnThisJdk() throws Exception {
    JcaTlsCrypto crypto = new Handshake(DtlsIdentity.generate(), List.of()).crypto();
    for (SignatureAndHashAlgorithm algorithm : Handshake.signatureAlgorithms()) {
      assertThat(verifies(crypto, algorithm)).as(algorithm.toString()).isTrue();
    }
  }

  private static boolean verifies(JcaTlsCrypto crypto, SignatureAndHashAlgorithm algorithm)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    boolean rsa = algorithm.getSignature() == SignatureAlgorithm.rsa;
    KeyPair keys = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC").generateKeyPair();
    String hash = HashAlgorithm.getName(algorithm.getHash()).toUpperCase(Locale.ROOT);
    Signature signer = Signature.getInstance(hash + (rsa ? "withRSA" : "withECDSA"));
    signer.initSign(keys.getPrivate());
    signer.update(MESSAGE);
    TlsStreamVerifier verifier =
        crypto
            .createCertificate(certificate(keys, rsa))
            .createVerifier(algorithm.getSignature())
            .getStreamVerifier(new DigitallySigned(algorithm, signer.sign()));
    if (verifier == null) {
      return crypto.hasSignatureAndHashAlgorithm(algorithm); // verified without a stream
    }
    verifier.getOutputStream().write(MESSAGE);
    return verifier.isVerified();
  }

  private static byte[] certificate(KeyPair keys, boolean rsa)
      throws OperatorCreationException, IOException {
    X500Name name = new X500Name("CN=peer");
    Instant now = Instant.EPOCH.plus(Duration.ofDays(20_000));
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now),
            Date.from(now.plus(Duration.ofDays(30))),
            name,
            keys.getPublic())
        .build(
            new JcaContentSignerBuilder(rsa ? "SHA256withRSA" : "SHA256withECDSA")
                .build(keys.getPrivate()))
        .getEncoded();
  }
}
