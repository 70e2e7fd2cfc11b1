package io.sluice.worker.reception;

/// What REMB tells a publisher that knows no transport-cc: the loss-based half of
/// draft-ietf-rmcat-gcc-02 §6, held to what really arrives.
///
/// Until much is lost for the first time the advice runs ahead, so that a publisher finds out what
/// the path carries; from then on it follows what came through.
///
/// Thread: one owner.
final class BitrateAdvice {
  private static final long MIN_BITS_PER_SECOND = 300_000;
  private static final long MAX_BITS_PER_SECOND = 8_000_000;

  /// A fraction of 256, as report blocks count: 2 %, and 10 %.
  private static final int LITTLE_LOSS = 5;

  private static final int MUCH_LOSS = 26;

  private long bitsPerSecond = 4_000_000;
  private boolean limitFound;

  /// The advice after a second in which that fraction, of 256, was lost and that much came through.
  long after(int fractionLost, long receivedBitsPerSecond) {
    if (fractionLost > MUCH_LOSS) {
      limitFound = true;
      long carried = Math.min(bitsPerSecond, receivedBitsPerSecond);
      bitsPerSecond = carried - carried * fractionLost / 512;
    } else if (fractionLost < LITTLE_LOSS) {
      bitsPerSecond += bitsPerSecond * 8 / 100;
    }
    // §5.5 of the draft: never more than half as much again as arrives.
    long most = limitFound ? receivedBitsPerSecond * 3 / 2 : MAX_BITS_PER_SECOND;
    bitsPerSecond =
        Math.clamp(Math.min(bitsPerSecond, most), MIN_BITS_PER_SECOND, MAX_BITS_PER_SECOND);
    return bitsPerSecond;
  }
}
