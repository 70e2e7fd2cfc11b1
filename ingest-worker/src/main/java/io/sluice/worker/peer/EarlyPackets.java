package io.sluice.worker.peer;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Media that overtook the end of the handshake; kept until the keys are there.
///
/// Thread: the event loop. Bounded: 64 packets.
final class EarlyPackets {
  private static final int MAX_PACKETS = 64;

  private final Deque<byte[]> packets = new ArrayDeque<>();

  /// @return false when there is no more room
  boolean keep(byte[] buffer, int offset, int length) {
    if (packets.size() == MAX_PACKETS) {
      return false;
    }
    packets.add(Arrays.copyOfRange(buffer, offset, offset + length));
    return true;
  }

  /// Gives every packet out once, oldest first.
  void drainTo(Consumer<byte[]> receiver) {
    byte @Nullable [] packet = packets.poll();
    while (packet != null) {
      receiver.accept(packet);
      packet = packets.poll();
    }
  }
}
