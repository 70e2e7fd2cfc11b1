package io.sluice.worker.udp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Native memory that recvmmsg(2) fills, a batch at a time.
///
/// Thread: the loop's.
final class ReceiveSlab {
  private static final int MESSAGES = 128;

  /// With UDP_GRO a message may be a whole IP packet's worth of datagrams.
  private static final int COALESCED_BYTES = 65_536;

  /// So that the slots do not begin in the same lines of the cache.
  private static final int STAGGER_BYTES = 1_088;

  private final int slotBytes;
  private final int strideBytes;
  private final int family;
  private final boolean coalesced;
  private final MessageHeaders headers;
  private final MemorySegment data;
  private final MemorySegment captured;
  private final byte[] datagram = new byte[DatagramPort.MAX_DATAGRAM_BYTES];
  private final UdpAddress source = new UdpAddress();

  /// @param coalesced whether the socket has UDP_GRO
  ReceiveSlab(Arena arena, int family, boolean coalesced) {
    this.family = family;
    this.coalesced = coalesced;
    this.slotBytes = coalesced ? COALESCED_BYTES : DatagramPort.MAX_DATAGRAM_BYTES;
    this.strideBytes = slotBytes + STAGGER_BYTES;
    this.headers = new MessageHeaders(arena, MESSAGES, MESSAGES);
    this.data = arena.allocate((long) MESSAGES * strideBytes, 64);
    this.captured = arena.allocate(Libc.CAPTURED);
    for (int i = 0; i < MESSAGES; i++) {
      headers.iovec(i, data.address() + (long) i * strideBytes, slotBytes);
      headers.iovecs(i, i, 1);
      renew(i);
    }
  }

  /// @return how many messages came, or -1 with [#errno]
  int fill(int fd) {
    return Libc.recvmmsg(captured, fd, headers.from(0), MESSAGES);
  }

  int errno() {
    return Libc.errno(captured);
  }

  static boolean isFull(int messages) {
    return messages == MESSAGES;
  }

  void handOver(int messages, DatagramPort.Handler handler) {
    long now = System.nanoTime();
    for (int i = 0; i < messages; i++) {
      SocketAddresses.read(headers.names(), MessageHeaders.nameAt(i), source);
      int length = Math.min(headers.length(i), slotBytes);
      if (coalesced) {
        handOverSegments(i, length, handler, now);
      } else {
        handOver((long) i * strideBytes, length, handler, now);
      }
      renew(i);
    }
  }

  private void handOverSegments(int message, int length, DatagramPort.Handler handler, long now) {
    int segment = headers.receivedSegmentBytes(message);
    int at = 0;
    do {
      int bytes = Math.min(segment, length - at);
      handOver((long) message * strideBytes + at, bytes, handler, now);
      at += Math.max(1, bytes);
    } while (at < length);
  }

  private void handOver(long at, int length, DatagramPort.Handler handler, long now) {
    int kept = Math.min(length, datagram.length);
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, datagram, 0, kept);
    handler.datagram(datagram, 0, kept, source, now);
  }

  /// The kernel overwrites these with what came.
  private void renew(int index) {
    headers.nameBytes(index, SocketAddresses.bytes(family));
    if (coalesced) {
      headers.roomForControl(index);
    } else {
      headers.noControl(index);
    }
  }
}
