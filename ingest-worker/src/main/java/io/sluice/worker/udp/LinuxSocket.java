package io.sluice.worker.udp;

import static io.sluice.worker.udp.SocketAddresses.AF_INET;
import static io.sluice.worker.udp.SocketAddresses.AF_INET6;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;

/// Makes a non-blocking UDP socket of Linux: options first, then the address.
///
/// A socket of IPv6 bound to every address takes IPv4 too.
///
/// @param fd the owner closes it
/// @param family AF_INET or AF_INET6
/// @param segments whether the kernel knows UDP_SEGMENT (Linux 4.18)
/// @param coalesces whether it puts datagrams of one sender together (UDP_GRO)
record LinuxSocket(int fd, int family, boolean segments, boolean coalesces) {
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;

  /// No child process gets it.
  private static final int SOCK_CLOEXEC = 0x80000;

  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_REUSEPORT = 15;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;
  private static final int SOL_UDP = 17;
  private static final int UDP_SEGMENT = 103;
  private static final int UDP_GRO = 104;

  /// @throws IOException when it cannot be had; nothing is left open then
  static LinuxSocket open(PortOptions options) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      Setup setup = new Setup(arena, options);
      try {
        return setup.open();
      } catch (IOException | RuntimeException e) {
        setup.close();
        throw e;
      }
    }
  }

  InetSocketAddress localAddress() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment captured = arena.allocate(Libc.CAPTURED);
      MemorySegment name = arena.allocate(SocketAddresses.SLOT_BYTES, 8);
      MemorySegment length = arena.allocateFrom(JAVA_INT, SocketAddresses.SLOT_BYTES);
      if (Libc.getsockname(captured, fd, name, length) != 0) {
        throw new IOException("getsockname: " + Errno.text(Libc.errno(captured)));
      }
      UdpAddress address = new UdpAddress();
      SocketAddresses.read(name, 0, address);
      return address.toInet();
    }
  }

  private static final class Setup {
    private final PortOptions options;
    private final int family;
    private final MemorySegment captured;
    private final MemorySegment value;
    private final MemorySegment valueBytes;
    private final MemorySegment name;
    private int fd = -1;

    Setup(Arena arena, PortOptions options) {
      this.options = options;
      this.family = options.bind().getAddress() instanceof Inet4Address ? AF_INET : AF_INET6;
      this.captured = arena.allocate(Libc.CAPTURED);
      this.value = arena.allocate(JAVA_INT);
      this.valueBytes = arena.allocateFrom(JAVA_INT, 4);
      this.name = arena.allocate(SocketAddresses.SLOT_BYTES, 8);
    }

    LinuxSocket open() throws IOException {
      fd = Libc.socket(captured, family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
      if (fd < 0) {
        throw failed("socket");
      }
      set(SOL_SOCKET, SO_RCVBUF, options.receiveBufferBytes());
      set(SOL_SOCKET, SO_SNDBUF, options.sendBufferBytes());
      if (options.shared()) {
        require("SO_REUSEPORT", SOL_SOCKET, SO_REUSEPORT, 1);
      }
      if (family == AF_INET6) {
        require("IPV6_V6ONLY", IPPROTO_IPV6, IPV6_V6ONLY, 0);
      }
      boolean coalesces = options.coalesce() && set(SOL_UDP, UDP_GRO, 1);
      bind();
      return new LinuxSocket(fd, family, knowsSegments(), coalesces);
    }

    /// An older kernel would ignore the control message and send one huge datagram.
    private boolean knowsSegments() {
      return Libc.getsockopt(captured, fd, SOL_UDP, UDP_SEGMENT, value, valueBytes) == 0;
    }

    private boolean set(int level, int option, int number) {
      value.set(JAVA_INT, 0, number);
      return Libc.setsockopt(captured, fd, level, option, value, 4) == 0;
    }

    private void require(String what, int level, int option, int number) throws IOException {
      if (!set(level, option, number)) {
        throw failed(what);
      }
    }

    private void bind() throws IOException {
      SocketAddresses.write(name, 0, family, UdpAddress.of(options.bind()));
      if (Libc.bind(captured, fd, name, SocketAddresses.bytes(family)) != 0) {
        throw new BindException(Errno.text(Libc.errno(captured)));
      }
    }

    void close() {
      if (fd >= 0) {
        Libc.close(captured, fd);
      }
    }

    private IOException failed(String what) {
      return new IOException(what + ": " + Errno.text(Libc.errno(captured)));
    }
  }
}
