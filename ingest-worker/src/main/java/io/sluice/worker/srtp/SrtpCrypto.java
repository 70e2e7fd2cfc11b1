package io.sluice.worker.srtp;

/// The crypto behind [SrtpSession], once for the process.
public final class SrtpCrypto {
  private SrtpCrypto() {}

  /// Pins the OpenSSL provider (else the first key derivation benchmarks all of them for seconds),
  /// and runs 2,000 packets through each profile so that the first publisher meets compiled code.
  /// Takes one to two seconds the first time; later calls return at once.
  public static void warmUp() {
    throw new UnsupportedOperationException("soon");
  }

  /// Whether OpenSSL really does the work; if not, the JDK does, at a multiple of the cost. A
  /// health check.
  public static boolean isNative() {
    throw new UnsupportedOperationException("soon");
  }
}
