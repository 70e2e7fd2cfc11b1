package io.sluice.worker.peer.media;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Media that overtook the end of the handshake; kept until the keys are there.
///
/// Thread: the event loop. Bounded.
public final class EarlyPackets {
  /// A second of 2.5 Mbit/s. FFmpeg as DTLS server sends at once, its first key frame among it, and
  /// sends nothing again: what is not kept here is missing from the recording.
  public static final int MAX_PACKETS = 256;

  private final Deque<byte[]> packets = new ArrayDeque<>();

  /// @return false when there is no more room
  public boolean keep(byte[] buffer, int offset, int length) {
    if (packets.size() == MAX_PACKETS) {
      return false;
    }
    packets.add(Arrays.copyOfRange(buffer, offset, offset + length));
    return true;
  }

  /// Gives every packet out once, oldest first.
  public void drainTo(Consumer<byte[]> receiver) {
    byte @Nullable [] packet = packets.poll();
    while (packet != null) {
      receiver.accept(packet);
      packet = packets.poll();
    }
  }
}
