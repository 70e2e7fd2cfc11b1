package io.sluice.worker.rtp;

/// Counts 16-bit sequence numbers on past 65535. Thread: one owner.
public final class SequenceUnwrapper {
  private long last = -1;

  /// The extended number nearest to the one before. The first is lifted by 65536, so that packets
  /// overtaken by it stay positive.
  public long unwrap(int sequenceNumber) {
    if (last < 0) {
      last = sequenceNumber + 0x1_0000L;
    } else {
      last += SequenceNumber.distance((int) last, sequenceNumber);
    }
    return last;
  }
}
