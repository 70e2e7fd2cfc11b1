package io.sluice.worker.udp;

import java.net.InetSocketAddress;

/// How a UDP socket is opened.
///
/// @param bind port 0 lets the system choose; the IPv6 address of all zeros takes IPv4 too
/// @param shared whether further sockets of this process are bound to the same port, and the kernel
///   deals the senders out among them (SO_REUSEPORT)
/// @param coalesce whether datagrams of one sender may come in one piece (UDP_GRO)
/// @param receiveBufferBytes asked for; the kernel gives at most `net.core.rmem_max`
/// @param sendBufferBytes asked for; the kernel gives at most `net.core.wmem_max`
public record PortOptions(
    InetSocketAddress bind,
    boolean shared,
    boolean coalesce,
    int receiveBufferBytes,
    int sendBufferBytes) {
  /// A second of some 30 Mbit/s.
  private static final int PUBLIC_BUFFER_BYTES = 4 * 1024 * 1024;

  /// Nothing is read from such a socket: what a neighbour sends there must not fill memory.
  private static final int UNREAD_BUFFER_BYTES = 4 * 1024;

  /// A port that publishers send to.
  public static PortOptions open(InetSocketAddress bind, boolean shared) {
    return new PortOptions(bind, shared, true, PUBLIC_BUFFER_BYTES, PUBLIC_BUFFER_BYTES);
  }

  /// A port that is only sent from.
  public static PortOptions sendOnly(InetSocketAddress bind) {
    return new PortOptions(bind, false, false, UNREAD_BUFFER_BYTES, PUBLIC_BUFFER_BYTES);
  }
}
