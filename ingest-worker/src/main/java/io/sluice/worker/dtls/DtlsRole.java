package io.sluice.worker.dtls;

/// Who speaks first (RFC 5763 §5: `a=setup`).
public enum DtlsRole {
  /// We are `active`: the offer was `passive`.
  CLIENT,
  /// We are `passive`: the offer was `actpass` or `active`.
  SERVER
}
