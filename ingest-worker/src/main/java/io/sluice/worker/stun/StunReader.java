package io.sluice.worker.stun;

/// Reads STUN messages.
public final class StunReader {
  private StunReader() {}

  /// Checks the framing and FINGERPRINT (where present); MESSAGE-INTEGRITY is checked by the caller
  /// once it knows the password. Copies what it keeps.
  public static StunMessage read(byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("soon");
  }
}
