package io.sluice.worker.dtls;

import io.sluice.worker.srtp.SrtpKeys;
import io.sluice.worker.srtp.SrtpProfile;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.jspecify.annotations.Nullable;

/// What client and server have in common: credentials, the check of the peer's certificate, the
/// choice of the SRTP profile, the export of the keys, and why it failed.
///
/// Thread: the transport's.
final class Handshake {
  /// DTLS 1.2 only: no WebRTC peer needs 1.0, and bctls has no DTLS 1.3.
  static final ProtocolVersion[] VERSIONS = ProtocolVersion.DTLSv12.only();

  /// Forward secret and authenticated; the first is the one all must have (RFC 8827 §6.5).
  private static final int[] ECDSA_SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
  };

  private static final int[] ECDSA_AND_RSA_SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
  };

  private static final SignatureAndHashAlgorithm ECDSA_SHA256 =
      SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

  private final JcaTlsCrypto crypto = new JcaTlsCryptoProvider().create(new SecureRandom());
  private final DtlsIdentity identity;
  private final List<Fingerprint> peer;

  private @Nullable SrtpProfile profile;
  private @Nullable SrtpKeys keys;
  private int suite;
  private int shortestRecord;
  private DtlsOutcome.@Nullable Failed refusal;

  Handshake(DtlsIdentity identity, List<Fingerprint> peer) {
    this.identity = identity;
    this.peer = peer;
  }

  JcaTlsCrypto crypto() {
    return crypto;
  }

  /// As a server our certificate is ECDSA; as a client we take an RSA certificate of the peer too.
  static int[] suites(DtlsRole role) {
    return switch (role) {
      case SERVER -> ECDSA_SUITES.clone();
      case CLIENT -> ECDSA_AND_RSA_SUITES.clone();
    };
  }

  TlsCredentialedSigner signer(TlsContext context) throws IOException {
    Certificate chain =
        new Certificate(new TlsCertificate[] {crypto.createCertificate(identity.certificateDer())});
    return new JcaDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context), crypto, identity.privateKey(), chain, ECDSA_SHA256);
  }

  /// Without RSA-PSS: bctls asks for it by a name that the JDK's own providers do not know. Every
  /// DTLS 1.2 peer with an RSA certificate can sign by PKCS #1 too.
  @SuppressWarnings("JdkObsolete") // the library wants a Vector
  static Vector<SignatureAndHashAlgorithm> signatureAlgorithms() {
    Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
    algorithms.add(ECDSA_SHA256);
    algorithms.add(
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha384, SignatureAlgorithm.ecdsa));
    algorithms.add(
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa));
    algorithms.add(
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha384, SignatureAlgorithm.rsa));
    return algorithms;
  }

  /// RFC 8122 §6.2: the certificate must match a fingerprint that was signalled.
  void checkPeer(@Nullable Certificate chain) throws IOException {
    if (chain == null || chain.isEmpty()) {
      throw refuse(
          DtlsOutcome.Reason.FINGERPRINT_MISMATCH,
          "the peer showed no certificate",
          AlertDescription.bad_certificate);
    }
    byte[] der = chain.getCertificateAt(0).getEncoded();
    if (peer.stream().noneMatch(fingerprint -> fingerprint.matches(der))) {
      throw refuse(
          DtlsOutcome.Reason.FINGERPRINT_MISMATCH,
          "the peer's certificate does not match its fingerprint",
          AlertDescription.bad_certificate);
    }
  }

  /// As a server: our best profile among the client's (RFC 5764 §4.1.1).
  void chooseProfile(@Nullable Hashtable<?, ?> clientExtensions) throws IOException {
    UseSRTPData offered =
        clientExtensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(clientExtensions);
    Optional<SrtpProfile> chosen =
        offered == null ? Optional.empty() : SrtpProfile.choose(offered.getProtectionProfiles());
    profile = chosen.orElseThrow(this::noCommonProfile);
  }

  /// As a client: the server's choice, which must be one of ours.
  void acceptProfile(@Nullable Hashtable<?, ?> serverExtensions) throws IOException {
    chooseProfile(serverExtensions);
  }

  /// The fewest bytes that an encrypted record has behind its header. Known with the keys.
  int shortestRecord() {
    return shortestRecord;
  }

  /// One of those that we take.
  private static String name(int suite) {
    return switch (suite) {
      case CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 ->
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
      case CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 ->
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
      case CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256 ->
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256";
      case CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 ->
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
      case CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 ->
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
      case CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256 ->
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256";
      default -> throw new IllegalStateException("a cipher suite that was not offered: " + suite);
    };
  }

  /// The tag, and before it the nonce of AES-GCM (RFC 5288 §3), which ChaCha20 has not (RFC 7905).
  private static int shortestRecord(int suite) {
    return switch (suite) {
      case CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
          CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256 ->
          16;
      default -> 24;
    };
  }

  private TlsFatalAlert noCommonProfile() {
    return refuse(
        DtlsOutcome.Reason.NO_COMMON_PROFILE,
        "no srtp profile in common",
        AlertDescription.illegal_parameter);
  }

  /// As a server: only the chosen profile, without MKI.
  void addChosenProfile(Hashtable<?, ?> extensions) throws IOException {
    TlsSRTPUtils.addUseSRTPExtension(
        extensions, new UseSRTPData(new int[] {chosen().id()}, new byte[0]));
  }

  /// As a client: all that we can, the best first.
  static void addAllProfiles(Hashtable<?, ?> extensions) throws IOException {
    int[] ids = SrtpProfile.preferred().stream().mapToInt(SrtpProfile::id).toArray();
    TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(ids, new byte[0]));
  }

  /// Must run while the handshake's secrets still exist.
  void exportKeys(TlsContext context) {
    suite = context.getSecurityParametersConnection().getCipherSuite();
    shortestRecord = shortestRecord(suite);
    SrtpProfile agreed = chosen();
    keys =
        SrtpKeys.ofExported(
            agreed,
            context.exportKeyingMaterial(
                ExporterLabel.dtls_srtp, null, agreed.keyingMaterialBytes()));
  }

  private SrtpProfile chosen() {
    if (profile == null) {
      throw new IllegalStateException("no srtp profile was agreed on");
    }
    return profile;
  }

  private TlsFatalAlert refuse(DtlsOutcome.Reason reason, String detail, short alert) {
    refusal = new DtlsOutcome.Failed(reason, detail);
    return new TlsFatalAlert(alert);
  }

  DtlsOutcome succeeded() {
    return keys == null
        ? new DtlsOutcome.Failed(DtlsOutcome.Reason.PROTOCOL_ERROR, "no keys were exported")
        : new DtlsOutcome.Connected(keys, name(suite));
  }

  /// What we refused ourselves, if we did.
  Optional<DtlsOutcome.Failed> refusal() {
    return Optional.ofNullable(refusal);
  }
}
