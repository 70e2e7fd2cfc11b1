package io.sluice.worker.rtp;

/// A 16-bit RTP sequence number, in serial number arithmetic (RFC 1982): no number is absolutely
/// larger than another, one is only ahead of another by less than half the circle.
public record SequenceNumber(int value) {
  public SequenceNumber {
    if (value < 0 || value > 0xffff) {
      throw new IllegalArgumentException("a sequence number has 16 bits, is " + value);
    }
  }

  /// How many steps `to` is ahead of `from`: -32768 to 32767. For hot paths, without an object.
  public static int distance(int from, int to) {
    return (short) (to - from);
  }

  public boolean isAheadOf(SequenceNumber other) {
    return distance(other.value, value) > 0;
  }

  public SequenceNumber plus(int steps) {
    return new SequenceNumber((value + steps) & 0xffff);
  }
}
