package io.sluice.worker.ports;

/// The UDP ports that leases are taken from, both ends included.
public record PortRange(int first, int last) {
  public PortRange {
    if (first < 1 || last > 65_535 || blocks(first, last) < 1) {
      throw new IllegalArgumentException(
          "a port range needs four ports from an even one on, between 1 and 65535, is "
              + first
              + "-"
              + last);
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
    return evenFrom(first);
  }

  int blocks() {
    return blocks(first, last);
  }

  private static int blocks(int first, int last) {
    return (last - evenFrom(first) + 1) / PortBlock.SIZE;
  }

  private static int evenFrom(int port) {
    return port + (port & 1);
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
