package io.sluice.worker.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;

/// Our side when the offer was `actpass` or `active`.
final class ServerPeer extends DefaultTlsServer {
  private final Handshake handshake;
  private final HandshakeTimes times;

  ServerPeer(Handshake handshake, HandshakeTimes times) {
    super(handshake.crypto());
    this.handshake = handshake;
    this.times = times;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return Handshake.VERSIONS;
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return Handshake.suites(DtlsRole.SERVER);
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true; // RFC 7627; without it the exported keys are not bound to the handshake
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return times.timeoutMillis();
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return times.firstResendMillis();
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    return handshake.signer(context);
  }

  @Override
  public CertificateRequest getCertificateRequest() {
    return new CertificateRequest(
        new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
        Handshake.signatureAlgorithms(),
        null);
  }

  @Override
  public void notifyClientCertificate(Certificate chain) throws IOException {
    handshake.checkPeer(chain);
  }

  @Override
  @SuppressWarnings("rawtypes") // the library's signature
  public void processClientExtensions(Hashtable clientExtensions) throws IOException {
    super.processClientExtensions(clientExtensions);
    handshake.chooseProfile(clientExtensions);
  }

  @Override
  @SuppressWarnings("rawtypes") // the library's signature
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    handshake.addChosenProfile(extensions);
    return extensions;
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    handshake.exportKeys(context);
  }
}
