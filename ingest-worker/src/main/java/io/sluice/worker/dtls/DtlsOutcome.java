package io.sluice.worker.dtls;

import io.sluice.worker.srtp.SrtpKeys;

/// How a handshake ended.
public sealed interface DtlsOutcome {
  /// The peer holds the certificate that was signalled, and these are the keys.
  ///
  /// @param cipherSuite by its registered name (RFC 8447 §8)
  record Connected(SrtpKeys keys, String cipherSuite) implements DtlsOutcome {}

  /// No keys. [DtlsTransport] is over.
  ///
  /// @param reason in words, for an operator
  record Failed(Reason reason, String detail) implements DtlsOutcome {}

  /// Why there are no keys.
  enum Reason {
    /// The peer did not answer in time.
    TIMED_OUT,
    /// The peer's certificate is not the one that was signalled.
    FINGERPRINT_MISMATCH,
    /// No common SRTP profile, or no `use_srtp`.
    NO_COMMON_PROFILE,
    /// Anything else that the protocol ended with, alerts of the peer included.
    PROTOCOL_ERROR,
    /// [DtlsTransport#close()] came first.
    CLOSED
  }
}
