package io.sluice.worker.rtp;

/// Packet status chunks of transport-wide feedback (draft-holmer §3.1.3, §3.1.4).
///
/// ```text
/// |0| S |   run length, 13 bits   |   run-length chunk
/// |1|0|     14 symbols, 1 bit     |   status vector: not received, small delta
/// |1|1|      7 symbols, 2 bits    |   status vector
/// ```
final class StatusChunks {
  /// The symbols (§3.1.1); each is also the number of bytes of its delta.
  static final int NOT_RECEIVED = 0;

  static final int SMALL_DELTA = 1;
  static final int LARGE_DELTA = 2;

  static final int FEWEST_IN_A_CHUNK = 7;
  private static final int MOST_IN_A_VECTOR = 14;
  private static final int LONGEST_RUN = 0x1fff;

  private StatusChunks() {}

  static void write(RtcpWriter writer, byte[] symbols, int count) {
    int at = 0;
    while (at < count) {
      int run = run(symbols, at, count);
      if (run >= MOST_IN_A_VECTOR || at + run == count) {
        writer.put16((symbols[at] << 13) | run);
        at += run;
      } else if (isOneBit(symbols, at, count)) {
        at = vector(writer, 0x8000, 1, MOST_IN_A_VECTOR, symbols, at, count);
      } else {
        at = vector(writer, 0xc000, 2, FEWEST_IN_A_CHUNK, symbols, at, count);
      }
    }
  }

  private static int run(byte[] symbols, int from, int count) {
    int at = from;
    while (at < count && symbols[at] == symbols[from] && at - from < LONGEST_RUN) {
      at++;
    }
    return at - from;
  }

  private static boolean isOneBit(byte[] symbols, int from, int count) {
    int end = Math.min(count, from + MOST_IN_A_VECTOR);
    for (int at = from; at < end; at++) {
      if (symbols[at] == LARGE_DELTA) {
        return false;
      }
    }
    return true;
  }

  /// Writes up to `capacity` symbols of `width` bits, the first in the highest bits.
  private static int vector(
      RtcpWriter writer, int head, int width, int capacity, byte[] symbols, int from, int count) {
    int chunk = head;
    int taken = Math.min(capacity, count - from);
    for (int i = 0; i < taken; i++) {
      chunk |= symbols[from + i] << (width * (capacity - 1 - i));
    }
    writer.put16(chunk);
    return from + taken;
  }
}
