package io.sluice.worker.udp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// `sockaddr_in` and `sockaddr_in6` in native memory (ip(7), ipv6(7)): family in host order, the
/// rest in network order.
final class SocketAddresses {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int IPV4_BYTES = 16;
  static final int IPV6_BYTES = 28;

  /// One address of either family, and aligned.
  static final int SLOT_BYTES = 32;

  private static final ValueLayout.OfShort FAMILY = ValueLayout.JAVA_SHORT;
  private static final ValueLayout.OfShort PORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int PORT_AT = 2;
  private static final int IPV4_AT = 4;
  private static final int FLOW_AT = 4;
  private static final int IPV6_AT = 8;
  private static final int SCOPE_AT = 24;

  private SocketAddresses() {}

  static int bytes(int family) {
    return family == AF_INET ? IPV4_BYTES : IPV6_BYTES;
  }

  /// Whether a socket of the family can send there.
  static boolean fits(int family, UdpAddress address) {
    return family == AF_INET6 || address.isIpv4();
  }

  static void write(MemorySegment memory, long at, int family, UdpAddress address) {
    memory.set(FAMILY, at, (short) family);
    memory.set(PORT, at + PORT_AT, (short) address.port());
    if (family == AF_INET) {
      memory.set(INT, at + IPV4_AT, (int) address.low());
    } else {
      memory.set(INT, at + FLOW_AT, 0);
      memory.set(LONG, at + IPV6_AT, address.high());
      memory.set(LONG, at + IPV6_AT + 8, address.low());
      memory.set(ValueLayout.JAVA_INT, at + SCOPE_AT, address.scope());
    }
  }

  static void read(MemorySegment memory, long at, UdpAddress into) {
    int port = Short.toUnsignedInt(memory.get(PORT, at + PORT_AT));
    if (memory.get(FAMILY, at) == AF_INET) {
      into.setIpv4(memory.get(INT, at + IPV4_AT), port);
    } else {
      into.setIpv6(
          memory.get(LONG, at + IPV6_AT),
          memory.get(LONG, at + IPV6_AT + 8),
          port,
          memory.get(ValueLayout.JAVA_INT, at + SCOPE_AT));
    }
  }
}
