package io.sluice.worker.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;

/// Our side when the offer was `passive`.
final class ClientPeer extends DefaultTlsClient {
  private final Handshake handshake;
  private final HandshakeTimes times;

  ClientPeer(Handshake handshake, HandshakeTimes times) {
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
    return Handshake.suites(DtlsRole.CLIENT);
  }

  @Override
  @SuppressWarnings("rawtypes") // the library's signature
  protected Vector getSupportedSignatureAlgorithms() {
    return Handshake.signatureAlgorithms();
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
  @SuppressWarnings("rawtypes") // the library's signature
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    Handshake.addAllProfiles(extensions);
    return extensions;
  }

  @Override
  @SuppressWarnings("rawtypes") // the library's signature
  public void processServerExtensions(Hashtable serverExtensions) throws IOException {
    super.processServerExtensions(serverExtensions);
    handshake.acceptProfile(serverExtensions);
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
        handshake.checkPeer(certificate.getCertificate());
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        return handshake.signer(context);
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    handshake.exportKeys(context);
  }
}
