package io.sluice.worker.srtp;

/// What became of one packet.
public enum SrtpResult {
  /// In place in its buffer, [SrtpSession#resultLength()] bytes long.
  OK,
  /// Forged, damaged, or made with other keys.
  AUTHENTICATION_FAILED,
  /// Seen before, or more than 64 packets old (RFC 3711 §3.3.2).
  REPLAYED,
  /// Too short, or its header does not fit its length.
  MALFORMED,
  /// A new SSRC while the session already has as many as it may.
  TOO_MANY_SOURCES
}
