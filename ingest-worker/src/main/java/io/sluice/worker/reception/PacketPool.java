package io.sluice.worker.reception;

import java.util.Arrays;

/// Lends out packets to hold things in, so that a running stream allocates none. One for all
/// streams of a loop: what one gave back is still in the cache when the next borrows it.
///
/// Keeps as many as were ever out at a time; how many that may be is bounded by those who borrow.
///
/// Thread: one owner.
public final class PacketPool {
  private HeldPacket[] spare = new HeldPacket[16];
  private int count;

  HeldPacket borrow() {
    return count == 0 ? new HeldPacket() : spare[--count];
  }

  /// Of a packet borrowed here, and only once.
  void giveBack(HeldPacket packet) {
    if (count == spare.length) {
      spare = Arrays.copyOf(spare, 2 * count);
    }
    spare[count++] = packet;
  }
}
