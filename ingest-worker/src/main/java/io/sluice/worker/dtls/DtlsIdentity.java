package io.sluice.worker.dtls;

/// Our certificate and its private key, made at the start of the process and never stored.
public final class DtlsIdentity {
  private DtlsIdentity() {}

  /// A new self-signed ECDSA certificate on P-256 (RFC 8827 §6.5).
  public static DtlsIdentity generate() {
    throw new UnsupportedOperationException("soon");
  }

  /// For the answer's `a=fingerprint`.
  public Fingerprint fingerprint() {
    throw new UnsupportedOperationException("soon");
  }
}
