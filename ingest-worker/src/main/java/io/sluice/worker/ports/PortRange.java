package io.sluice.worker.ports;

/// The UDP ports that leases are taken from, both ends included.
public record PortRange(int first, int last) {
  public PortRange {
    if (first < 1 || last > 65_535 || last - first + 1 < PortBlock.SIZE) {
      throw new IllegalArgumentException(
          "a port range needs at least four ports between 1 and 65535, is " + first + "-" + last);
    }
  }

  /// Reads `20000-29999`.
  public static PortRange parse(String text) {
    String[] ends = text.strip().split("-", -1);
    if (ends.length != 2) {
      throw new IllegalArgumentException("a port range is written FIRST-LAST, not " + text);
    }
    try {
      return new PortRange(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[1].strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a port range is written FIRST-LAST, not " + text, e);
    }
  }

  /// The first port of the first block: even, as RFC 3550 §11 asks of RTP ports.
  int firstBlock() {
    return first + (first & 1);
  }

  int blocks() {
    return Math.max(0, (last - firstBlock() + 1) / PortBlock.SIZE);
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
