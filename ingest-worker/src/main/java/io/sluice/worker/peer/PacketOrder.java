package io.sluice.worker.peer;

import io.sluice.worker.rtp.SequenceNumber;
import org.jspecify.annotations.Nullable;

/// Puts the packets of one stream in order: the next goes on at once, those ahead of a gap wait a
/// bounded time for what is missing, which is asked for meanwhile.
///
/// Thread: one owner. Bounded: 512 packets.
final class PacketOrder {
  static final int SLOTS = 512;
  private static final int MAX_ASKS = 10;

  /// Time for a packet that was only overtaken.
  private static final long FIRST_ASK_NANOS = 10_000_000L;

  private static final long NEXT_ASK_NANOS = 100_000_000L;

  private final long patienceNanos;
  private final byte[] @Nullable [] held = new byte[SLOTS][];
  private final long[] missingSince = new long[SLOTS];
  private final long[] askedAt = new long[SLOTS];
  private final int[] asks = new int[SLOTS];
  private boolean begun;
  private long next;
  private long highest;
  private long lost;

  /// @param patienceNanos how long a missing packet holds up those behind it
  PacketOrder(long patienceNanos) {
    this.patienceNanos = patienceNanos;
  }

  /// Where a packet belongs.
  enum Place {
    /// It goes on now; then [#passed].
    NEXT,
    /// It waits behind a gap: [#hold].
    AHEAD,
    /// It was here before, or was given up.
    REPEATED,
    /// Too far ahead to wait for what is between: everything held goes on, then [#restart].
    FAR_AHEAD
  }

  /// The number counted on past 65535, nearest to the highest so far.
  long extended(int sequenceNumber) {
    return begun
        ? highest + SequenceNumber.distance((int) (highest & 0xffff), sequenceNumber)
        : sequenceNumber + 0x1_0000L;
  }

  Place place(long sequence, long nowNanos) {
    if (!begun) {
      restart(sequence);
    }
    if (sequence < next || (sequence <= highest && held[slot(sequence)] != null)) {
      return Place.REPEATED;
    }
    if (sequence - next >= SLOTS) {
      return Place.FAR_AHEAD;
    }
    for (long missing = highest + 1; missing < sequence; missing++) {
      int slot = slot(missing);
      missingSince[slot] = nowNanos;
      asks[slot] = 0;
    }
    highest = Math.max(highest, sequence);
    return sequence == next ? Place.NEXT : Place.AHEAD;
  }

  /// Begins at that number; all between is lost. Nothing may be held any more.
  void restart(long sequence) {
    if (begun) {
      lost += Math.max(0, sequence - next);
    }
    begun = true;
    next = sequence;
    highest = sequence - 1;
  }

  /// The next packet went on.
  void passed() {
    next++;
  }

  void hold(long sequence, byte[] packet) {
    held[slot(sequence)] = packet;
  }

  /// The next packet if it is held.
  byte @Nullable [] takeNext() {
    if (next > highest) {
      return null;
    }
    int slot = slot(next);
    byte[] packet = held[slot];
    if (packet != null) {
      held[slot] = null;
      next++;
    }
    return packet;
  }

  /// Whether the gap in front has been waited for long enough.
  boolean isGapOld(long nowNanos) {
    return hasGap() && nowNanos - missingSince[slot(next)] >= patienceNanos;
  }

  /// Gives up the gap in front. Does nothing without one.
  void skipGap() {
    while (hasGap()) {
      next++;
      lost++;
    }
  }

  boolean hasGap() {
    return next <= highest && held[slot(next)] == null;
  }

  /// Which missing packets to ask for now, in order.
  ///
  /// @return how many were written to `into`
  int due(long nowNanos, int[] into) {
    int count = 0;
    for (long sequence = next; sequence <= highest && count < into.length; sequence++) {
      int slot = slot(sequence);
      if (held[slot] == null && isDue(slot, nowNanos)) {
        askedAt[slot] = nowNanos;
        asks[slot]++;
        into[count++] = (int) (sequence & 0xffff);
      }
    }
    return count;
  }

  /// Packets that never came.
  long lost() {
    return lost;
  }

  private boolean isDue(int slot, long nowNanos) {
    return asks[slot] == 0
        ? nowNanos - missingSince[slot] >= FIRST_ASK_NANOS
        : asks[slot] < MAX_ASKS && nowNanos - askedAt[slot] >= NEXT_ASK_NANOS;
  }

  private static int slot(long sequence) {
    return (int) (sequence % SLOTS);
  }
}
