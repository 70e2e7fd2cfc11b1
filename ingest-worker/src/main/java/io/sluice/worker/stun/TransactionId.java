package io.sluice.worker.stun;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The 96 bits that tie a response to its request (RFC 8489 §5).
public final class TransactionId {
  static final int BYTES = 12;

  private final byte[] bytes;

  private TransactionId(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @param random must be cryptographically strong outside of tests
  public static TransactionId random(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new TransactionId(bytes);
  }

  static TransactionId read(byte[] buffer, int at) {
    return new TransactionId(Arrays.copyOfRange(buffer, at, at + BYTES));
  }

  void writeTo(byte[] buffer, int at) {
    System.arraycopy(bytes, 0, buffer, at, BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransactionId that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
