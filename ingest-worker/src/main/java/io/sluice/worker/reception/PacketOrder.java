package io.sluice.worker.reception;

import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.rtp.SequenceNumber;
import org.jspecify.annotations.Nullable;

/// Puts the packets of one stream in order: the next goes on at once, those ahead of a gap wait a
/// bounded time for what is missing, which is asked for meanwhile.
///
/// Thread: one owner. Bounded: 512 packets.
final class PacketOrder {
  static final int SLOTS = 512;

  /// A wider gap is no loss to repair: the publisher could send that much again only instead of
  /// what is due now.
  static final int WIDEST_GAP = 256;

  /// After silence a smaller gap is one, too: what lies before it is old.
  private static final int WIDEST_GAP_AFTER_SILENCE = 64;

  private static final long MILLI = 1_000_000L;
  private static final long SILENCE_NANOS = 500 * MILLI;

  /// The longest that pictures may be held up, and what a fast path gets at the least.
  private static final long LONGEST_PATIENCE_NANOS = 500 * MILLI;

  private static final long SHORTEST_PATIENCE_NANOS = 200 * MILLI;

  /// While nothing is shown anyway, a key frame gets more time to become whole.
  private static final long PATIENCE_FROZEN_NANOS = 1_000 * MILLI;

  /// For a publisher that has not answered for long.
  private static final long PATIENCE_UNANSWERED_NANOS = 100 * MILLI;

  /// Without requests only what was overtaken can still come.
  private static final long PATIENCE_WITHOUT_NACK_NANOS = 60 * MILLI;

  private static final int ASKS = 6;
  private static final int ASKS_BEFORE_KEY_FRAME = 2;
  private static final long NONE = -1;

  private final boolean asks;
  private final MissingPackets missing;
  private final RtpPacket window = new RtpPacket();
  private final @Nullable HeldPacket[] held = new HeldPacket[SLOTS];
  private boolean begun;
  private long next;
  private long highest;
  private long keyFrameAt = NONE;
  private long lastArrivalNanos;
  private long lost;

  /// @param asks whether missing packets may be asked for
  PacketOrder(boolean asks, MissingPackets missing) {
    this.asks = asks;
    this.missing = missing;
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

  /// @param retransmitted whether it came as a retransmission
  Place place(long sequence, boolean retransmitted, long nowNanos) {
    if (!begun) {
      long _ = restart(sequence);
      lastArrivalNanos = nowNanos;
    }
    if (sequence < next || (sequence <= highest && held[slot(sequence)] != null)) {
      missing.cameInVain(retransmitted);
      return Place.REPEATED;
    }
    if (sequence - next >= SLOTS || isOutage(sequence - highest - 1, nowNanos)) {
      return Place.FAR_AHEAD;
    }
    lastArrivalNanos = nowNanos;
    missing.earn();
    missing.came(sequence, retransmitted, nowNanos);
    while (highest + 1 < sequence) {
      missing.noticed(++highest, nowNanos);
    }
    highest = Math.max(highest, sequence);
    return sequence == next ? Place.NEXT : Place.AHEAD;
  }

  /// Begins at that number; all between is lost. Nothing may be held any more.
  ///
  /// @return how many those are
  long restart(long sequence) {
    long between = begun ? sequence - next : 0;
    lost += between;
    begun = true;
    next = sequence;
    highest = sequence - 1;
    return between;
  }

  /// The next packet went on.
  void passed() {
    next++;
  }

  void hold(long sequence, HeldPacket packet) {
    held[slot(sequence)] = packet;
  }

  /// A key frame begins at that number, behind a gap: once it is whole, nothing before it is needed
  /// for the picture.
  void keyFrameAhead(long sequence) {
    if (keyFrameAt <= next || !isWholeKeyFrameAhead()) {
      keyFrameAt = sequence;
    }
  }

  /// The next packet if it is held.
  @Nullable HeldPacket takeNext() {
    if (!isBehind()) {
      return null;
    }
    int slot = slot(next);
    HeldPacket packet = held[slot];
    if (packet != null) {
      held[slot] = null;
      next++;
    }
    return packet;
  }

  /// Whether the gap in front has been waited for long enough.
  ///
  /// @param frozen whether pictures are withheld until a key frame anyway
  boolean isGapOld(boolean frozen, long nowNanos) {
    return hasGap() && missing.waitedNanos(next, nowNanos) >= patienceNanos(frozen);
  }

  /// Gives up the gap in front. Does nothing without one.
  ///
  /// @return how many packets it was
  long skipGap() {
    long from = next;
    while (hasGap()) {
      missing.givenUp(next++);
    }
    lost += next - from;
    return next - from;
  }

  /// Whether packets have come that wait for others.
  boolean isBehind() {
    return next <= highest;
  }

  boolean hasGap() {
    return isBehind() && held[slot(next)] == null;
  }

  /// Which missing packets to ask for now, in order.
  ///
  /// @return how many were written to `into`
  int due(long nowNanos, int[] into) {
    return asks ? missing.due(next, highest, nowNanos, into) : 0;
  }

  /// Packets that never came.
  long lost() {
    return lost;
  }

  private long patienceNanos(boolean frozen) {
    if (!asks) {
      return PATIENCE_WITHOUT_NACK_NANOS;
    }
    if (missing.isUnanswered()) {
      return PATIENCE_UNANSWERED_NANOS;
    }
    boolean keyFrameAhead = isWholeKeyFrameAhead();
    if (frozen) {
      return keyFrameAhead ? 0 : PATIENCE_FROZEN_NANOS;
    }
    return keyFrameAhead
        ? Math.min(missing.nanosFor(ASKS_BEFORE_KEY_FRAME), LONGEST_PATIENCE_NANOS)
        : Math.clamp(missing.nanosFor(ASKS), SHORTEST_PATIENCE_NANOS, LONGEST_PATIENCE_NANOS);
  }

  private boolean isWholeKeyFrameAhead() {
    long sequence = keyFrameAt;
    while (sequence > next && sequence <= highest) {
      HeldPacket packet = held[slot(sequence)];
      if (packet == null) {
        return false;
      }
      packet.show(window);
      if (window.marker()) {
        return true;
      }
      sequence++;
    }
    return false;
  }

  private boolean isOutage(long newlyMissing, long nowNanos) {
    return newlyMissing > WIDEST_GAP
        || (newlyMissing > WIDEST_GAP_AFTER_SILENCE
            && nowNanos - lastArrivalNanos >= SILENCE_NANOS);
  }

  private static int slot(long sequence) {
    return (int) (sequence % SLOTS);
  }
}
