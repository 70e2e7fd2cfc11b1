package io.sluice.worker.reception;

import java.util.Arrays;

/// Which packets of a window are missing since when, and when to ask for each (NACK, RFC 4585
/// §6.2.1).
///
/// A packet is asked for once it cannot have been overtaken only, then again as soon as an answer
/// would have been here. All requests share a credit that arriving packets earn: where half of what
/// is sent gets lost, more retransmissions would only fill the path that loses it.
///
/// Thread: one owner. Bounded: the window.
final class MissingPackets {
  private static final long MILLI = 1_000_000L;
  private static final int MAX_ASKS = 10;

  /// Time for a packet that was only overtaken; grows with what overtaking was seen.
  private static final long SHORTEST_GRACE_NANOS = 10 * MILLI;

  private static final long LONGEST_GRACE_NANOS = 40 * MILLI;

  /// A request costs two; an arriving packet earns one.
  private static final int PRICE = 2;

  private static final int MAX_CREDIT = 128 * PRICE;

  /// Fewer unanswered packets than these may be chance.
  private static final int ENOUGH_UNANSWERED = 8;

  private static final byte HERE = -1;

  private final int slots;
  private final boolean byRtx;
  private final RoundTrip roundTrip;
  private final long[] noticedAt;
  private final long[] askedAt;
  private final byte[] asks;
  private int count;
  private int credit = MAX_CREDIT;
  private int unanswered;
  private long graceNanos = SHORTEST_GRACE_NANOS;

  /// @param byRtx whether retransmissions come as a stream of their own (RFC 4588): then a missing
  ///   packet that comes as itself was overtaken
  MissingPackets(int slots, boolean byRtx, RoundTrip roundTrip) {
    this.slots = slots;
    this.byRtx = byRtx;
    this.roundTrip = roundTrip;
    this.noticedAt = new long[slots];
    this.askedAt = new long[slots];
    this.asks = new byte[slots];
    Arrays.fill(asks, HERE);
  }

  void noticed(long sequence, long nowNanos) {
    int slot = slot(sequence);
    if (asks[slot] == HERE) {
      count++;
    }
    asks[slot] = 0;
    noticedAt[slot] = nowNanos;
  }

  /// Any packet came, missing or not.
  void earn() {
    credit = Math.min(MAX_CREDIT, credit + 1);
  }

  /// @param retransmitted whether it came as a retransmission
  void came(long sequence, boolean retransmitted, long nowNanos) {
    int slot = slot(sequence);
    if (asks[slot] == HERE) {
      return;
    }
    if (asks[slot] > 0) {
      learn(slot, retransmitted, nowNanos);
    }
    forget(slot);
  }

  /// A packet came that was here or was given up.
  void cameInVain(boolean retransmitted) {
    if (unanswered > 0 && (retransmitted || !byRtx)) {
      unanswered = 0;
      roundTrip.tooShort();
    }
  }

  /// It will not be waited for any longer.
  void givenUp(long sequence) {
    int slot = slot(sequence);
    if (asks[slot] > 0) {
      unanswered++;
    }
    if (asks[slot] != HERE) {
      forget(slot);
    }
  }

  /// Which of that range to ask for now, in order.
  ///
  /// @return how many were written to `into`
  int due(long from, long to, long nowNanos, int[] into) {
    int found = 0;
    long sequence = from;
    while (count > 0 && credit >= PRICE && sequence <= to && found < into.length) {
      int slot = slot(sequence);
      if (asks[slot] != HERE && isDue(slot, nowNanos)) {
        credit -= PRICE;
        askedAt[slot] = nowNanos;
        asks[slot]++;
        into[found++] = (int) (sequence & 0xffff);
      }
      sequence++;
    }
    return found;
  }

  long waitedNanos(long sequence, long nowNanos) {
    return nowNanos - noticedAt[slot(sequence)];
  }

  /// How long it takes to ask so many times and hear the answer to the last.
  long nanosFor(int times) {
    return graceNanos + (times - 1) * roundTrip.waitNanos() + roundTrip.nanos();
  }

  /// Whether the publisher has answered no request for long, if ever.
  boolean isUnanswered() {
    return unanswered >= ENOUGH_UNANSWERED;
  }

  private boolean isDue(int slot, long nowNanos) {
    return asks[slot] == 0
        ? nowNanos - noticedAt[slot] >= graceNanos
        : asks[slot] < MAX_ASKS && nowNanos - askedAt[slot] >= roundTrip.waitNanos();
  }

  private void learn(int slot, boolean retransmitted, long nowNanos) {
    if (byRtx && !retransmitted) {
      long late = nowNanos - noticedAt[slot];
      graceNanos = Math.clamp(late + late / 4, graceNanos, LONGEST_GRACE_NANOS);
      return;
    }
    unanswered = 0;
    graceNanos = Math.max(SHORTEST_GRACE_NANOS, graceNanos - MILLI);
    long sinceLast = nowNanos - askedAt[slot];
    if (asks[slot] == 1) {
      roundTrip.measured(sinceLast);
    } else if (roundTrip.isTooSoon(sinceLast)) {
      roundTrip.measured(nowNanos - noticedAt[slot] - graceNanos); // the first was not lost
    } // else it is not known which request it answers (Karn)
  }

  private void forget(int slot) {
    asks[slot] = HERE;
    count--;
  }

  private int slot(long sequence) {
    return (int) (sequence % slots);
  }
}
