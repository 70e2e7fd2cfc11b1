package io.sluice.worker.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// An array of `mmsghdr` with its addresses, its `iovec`s and room for one control message each, as
/// recvmmsg(2) and sendmmsg(2) lay them out on 64-bit Linux.
///
/// ```text
/// mmsghdr, 64 bytes: | name* 8 | namelen 4 + 4 | iov* 8 | iovlen 8 | control* 8 | controllen 8 | flags 4 + 4 | len 4 + 4 |
/// iovec,   16 bytes: | base* 8 | len 8 |
/// cmsghdr, 16 bytes: | len 8 | level 4 | type 4 | and then the data
/// ```
///
/// Thread: one owner.
final class MessageHeaders {
  private static final int HEADER_BYTES = 64;
  private static final int NAME_LENGTH = 8;
  private static final int IOV = 16;
  private static final int IOV_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int LENGTH = 56;
  private static final int IOVEC_BYTES = 16;
  private static final int CONTROL_BYTES = 32;
  private static final int CONTROL_DATA = 16;
  private static final int SOL_UDP = 17;
  private static final int UDP_SEGMENT = 103;
  private static final int UDP_GRO = 104;

  private final MemorySegment headers;
  private final MemorySegment names;
  private final MemorySegment iovecs;
  private final MemorySegment controls;

  MessageHeaders(Arena arena, int count, int iovecCount) {
    headers = arena.allocate((long) count * HEADER_BYTES, 64);
    names = arena.allocate((long) count * SocketAddresses.SLOT_BYTES, 64);
    iovecs = arena.allocate((long) iovecCount * IOVEC_BYTES, 64);
    controls = arena.allocate((long) count * CONTROL_BYTES, 64);
    for (int i = 0; i < count; i++) {
      headers.set(JAVA_LONG, at(i), names.address() + nameAt(i));
    }
  }

  MemorySegment from(int first) {
    return first == 0 ? headers : headers.asSlice(at(first));
  }

  MemorySegment names() {
    return names;
  }

  static long nameAt(int index) {
    return (long) index * SocketAddresses.SLOT_BYTES;
  }

  void nameBytes(int index, int bytes) {
    headers.set(JAVA_INT, at(index) + NAME_LENGTH, bytes);
  }

  void iovec(int iovec, long address, long bytes) {
    iovecs.set(JAVA_LONG, (long) iovec * IOVEC_BYTES, address);
    iovecs.set(JAVA_LONG, (long) iovec * IOVEC_BYTES + 8, bytes);
  }

  void iovecs(int index, int first, int count) {
    headers.set(JAVA_LONG, at(index) + IOV, iovecs.address() + (long) first * IOVEC_BYTES);
    headers.set(JAVA_LONG, at(index) + IOV_COUNT, count);
  }

  /// Asks the kernel to cut the message into datagrams of that size.
  void segmentBytes(int index, int bytes) {
    long at = (long) index * CONTROL_BYTES;
    controls.set(JAVA_LONG, at, CONTROL_DATA + 2);
    controls.set(JAVA_INT, at + 8, SOL_UDP);
    controls.set(JAVA_INT, at + 12, UDP_SEGMENT);
    controls.set(JAVA_SHORT, at + CONTROL_DATA, (short) bytes);
    control(index, CONTROL_DATA + 8);
  }

  void noControl(int index) {
    headers.set(JAVA_LONG, at(index) + CONTROL, 0L);
    headers.set(JAVA_LONG, at(index) + CONTROL_LENGTH, 0L);
  }

  /// The kernel may write a control message.
  void roomForControl(int index) {
    control(index, CONTROL_BYTES);
  }

  /// Of a received message: bytes.
  int length(int index) {
    return headers.get(JAVA_INT, at(index) + LENGTH);
  }

  /// Of a received message: the size of the datagrams it was put together from, or its own when it
  /// is one.
  int receivedSegmentBytes(int index) {
    long at = (long) index * CONTROL_BYTES;
    boolean said =
        headers.get(JAVA_LONG, at(index) + CONTROL_LENGTH) >= CONTROL_DATA + 4
            && controls.get(JAVA_INT, at + 8) == SOL_UDP
            && controls.get(JAVA_INT, at + 12) == UDP_GRO;
    return said ? controls.get(JAVA_INT, at + CONTROL_DATA) : length(index);
  }

  private void control(int index, int bytes) {
    headers.set(JAVA_LONG, at(index) + CONTROL, controls.address() + (long) index * CONTROL_BYTES);
    headers.set(JAVA_LONG, at(index) + CONTROL_LENGTH, bytes);
  }

  private static long at(int index) {
    return (long) index * HEADER_BYTES;
  }
}
