package io.sluice.worker.peer;

/// What REMB tells a publisher that knows no transport-cc: more while nothing is lost, less when
/// much is (the loss-based half of draft-ietf-rmcat-gcc-02 §6).
///
/// Thread: one owner.
final class BitrateAdvice {
  private static final long MIN_BITS_PER_SECOND = 300_000;
  private static final long MAX_BITS_PER_SECOND = 8_000_000;

  /// A fraction of 256, as report blocks count: 2 %, and 10 %.
  private static final int LITTLE_LOSS = 5;

  private static final int MUCH_LOSS = 26;

  private long bitsPerSecond = 4_000_000;

  /// The advice after a second in which that fraction, of 256, was lost.
  long after(int fractionLost) {
    if (fractionLost > MUCH_LOSS) {
      bitsPerSecond -= bitsPerSecond * fractionLost / 512;
    } else if (fractionLost < LITTLE_LOSS) {
      bitsPerSecond += bitsPerSecond * 8 / 100;
    }
    bitsPerSecond = Math.clamp(bitsPerSecond, MIN_BITS_PER_SECOND, MAX_BITS_PER_SECOND);
    return bitsPerSecond;
  }
}
