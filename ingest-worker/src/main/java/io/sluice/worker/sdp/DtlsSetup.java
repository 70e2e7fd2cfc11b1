package io.sluice.worker.sdp;

/// Our DTLS role as `a=setup` of the answer names it (RFC 8842 §5.3).
public enum DtlsSetup {
  /// We wait for the ClientHello.
  PASSIVE("passive"),
  /// We send it.
  ACTIVE("active");

  private final String sdpName;

  DtlsSetup(String sdpName) {
    this.sdpName = sdpName;
  }

  String sdpName() {
    return sdpName;
  }
}
