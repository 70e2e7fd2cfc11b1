package io.sluice.worker.stun;

/// The part of a received message that MESSAGE-INTEGRITY covers, and its HMAC-SHA1 (RFC 8489
/// §14.5).
public final class MessageIntegrity {
  /// Whether the attribute was there at all.
  public boolean isPresent() {
    throw new UnsupportedOperationException("soon");
  }

  /// Compares in constant time. False when the attribute was missing.
  public boolean matches(String password) {
    throw new UnsupportedOperationException("soon");
  }
}
