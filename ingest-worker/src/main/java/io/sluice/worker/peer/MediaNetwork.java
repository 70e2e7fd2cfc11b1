package io.sluice.worker.peer;

import io.sluice.worker.udp.DatagramIo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;

/// Where and how publishers reach the worker.
///
/// @param bind address and port of UDP; port 0 lets the system choose; the IPv6 address of all
///   zeros takes IPv4 too
/// @param advertised addresses put into candidates, IPv4 first; empty means the bound address when
///   it is specific, else those of this host
/// @param io the way through the kernel
/// @param loops event loops, each with a socket of its own on the one port
/// @param tcpPort for publishers without UDP; 0 lets the system choose, empty is none
public record MediaNetwork(
    InetSocketAddress bind,
    List<InetAddress> advertised,
    DatagramIo io,
    int loops,
    OptionalInt tcpPort) {
  public MediaNetwork {
    advertised = List.copyOf(advertised);
    if (loops < 1) {
      throw new IllegalArgumentException("no event loop: " + loops);
    }
  }

  /// Loopback only, any free port, one loop.
  public static MediaNetwork loopback() {
    return new MediaNetwork(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
        List.of(),
        DatagramIo.AUTO,
        1,
        OptionalInt.empty());
  }

  public MediaNetwork withBind(InetSocketAddress other) {
    return new MediaNetwork(other, advertised, io, loops, tcpPort);
  }

  public MediaNetwork withIo(DatagramIo other) {
    return new MediaNetwork(bind, advertised, other, loops, tcpPort);
  }

  public MediaNetwork withLoops(int other) {
    return new MediaNetwork(bind, advertised, io, other, tcpPort);
  }

  public MediaNetwork withAdvertised(List<InetAddress> other) {
    return new MediaNetwork(bind, other, io, loops, tcpPort);
  }

  public MediaNetwork withTcpPort(int other) {
    return new MediaNetwork(bind, advertised, io, loops, OptionalInt.of(other));
  }
}
