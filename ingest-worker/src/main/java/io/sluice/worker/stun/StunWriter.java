package io.sluice.worker.stun;

import java.net.InetSocketAddress;

/// Writes whole STUN messages, each with MESSAGE-INTEGRITY and FINGERPRINT.
public final class StunWriter {
  private StunWriter() {}

  /// The answer to a valid check: the address it came from (RFC 8445 §7.3.1.2).
  public static byte[] success(
      TransactionId transactionId, InetSocketAddress source, String localPassword) {
    throw new UnsupportedOperationException("soon");
  }

  /// @param code 300-699: 400 bad request, 401 unauthenticated, 487 role conflict
  public static byte[] error(
      TransactionId transactionId, int code, String reason, String localPassword) {
    throw new UnsupportedOperationException("soon");
  }

  /// A check of a controlling full agent, for tests and for warming up.
  ///
  /// @param username `remote ufrag:local ufrag`, seen from the sender
  public static byte[] request(
      TransactionId transactionId,
      String username,
      String remotePassword,
      long priority,
      long tieBreaker,
      boolean useCandidate) {
    throw new UnsupportedOperationException("soon");
  }
}
