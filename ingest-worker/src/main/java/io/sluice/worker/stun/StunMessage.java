package io.sluice.worker.stun;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalLong;

/// One STUN message as it was received.
public sealed interface StunMessage {
  /// A connectivity check of a full ICE agent (RFC 8445 §7.2.4).
  ///
  /// @param username `local ufrag:remote ufrag`, seen from us; empty when it is not there
  /// @param priority of the sender's candidate, as an unsigned 32-bit number; 0 when absent
  /// @param controlling the tie-breaker, when the sender says that it controls
  /// @param controlled the tie-breaker, when the sender says that it is controlled
  /// @param unknownRequired comprehension-required attributes that we do not know (RFC 8489 §6.3.1)
  /// @param proof what is needed to check MESSAGE-INTEGRITY
  record BindingRequest(
      TransactionId transactionId,
      String username,
      long priority,
      boolean useCandidate,
      OptionalLong controlling,
      OptionalLong controlled,
      List<Integer> unknownRequired,
      MessageIntegrity proof)
      implements StunMessage {
    /// The part of the username before the colon: the ufrag of the agent that was asked.
    public String localUfrag() {
      int colon = username.indexOf(':');
      return colon < 0 ? "" : username.substring(0, colon);
    }

    /// Whether MESSAGE-INTEGRITY is there and made with the password of the local ufrag.
    public boolean isAuthentic(String localPassword) {
      return proof.matches(localPassword);
    }
  }

  /// A keep-alive without an answer (RFC 8445 §11).
  record BindingIndication(TransactionId transactionId) implements StunMessage {}

  /// The answer to a request of ours.
  record BindingSuccess(
      TransactionId transactionId, InetSocketAddress mappedAddress, MessageIntegrity proof)
      implements StunMessage {}

  /// @param code 300-699
  record BindingError(TransactionId transactionId, int code, String reason, MessageIntegrity proof)
      implements StunMessage {}

  /// Not STUN, damaged, or of a method that nobody here speaks.
  ///
  /// @param reason in words, for a counter or a debug line
  record Unusable(String reason) implements StunMessage {}
}
