package io.sluice.worker.dtls;

/// Who ended an association.
public enum DtlsEnd {
  /// We did, by [DtlsTransport#close()].
  LOCAL,
  /// The peer did, by close_notify or a fatal alert.
  REMOTE,
  /// It never began: the handshake failed.
  HANDSHAKE_FAILED
}
