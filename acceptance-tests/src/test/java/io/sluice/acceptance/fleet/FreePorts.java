package io.sluice.acceptance.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports of this host that nobody uses at the moment of asking, each given once in this JVM.
final class FreePorts {
  /// Below the range from which the kernel picks ports for clients, which could take one in
  /// between.
  private static final int FIRST = 12_000;

  private static final int LAST = 30_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() * 1_009 % 15_000));

  private FreePorts() {}

  /// One that is free for TCP and UDP.
  static int next() {
    for (int tries = 0; tries < 2_000; tries++) {
      int port = advance(1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port found");
  }

  /// The first of `count` adjacent ports, for a worker's leases; single ones may be taken.
  static int range(int count) {
    return advance(count);
  }

  private static int advance(int count) {
    return NEXT.getAndUpdate(port -> port + 2 * count > LAST ? FIRST : port + count);
  }

  private static boolean isFree(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (ServerSocket tcp = new ServerSocket();
        DatagramSocket udp = new DatagramSocket(null)) {
      tcp.bind(address);
      udp.bind(address);
      return true;
    } catch (SocketException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
