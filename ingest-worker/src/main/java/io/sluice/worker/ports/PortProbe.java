package io.sluice.worker.ports;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Finds out whether a port is free at this moment.
@FunctionalInterface
public interface PortProbe {
  /// Returns when the port is free.
  ///
  /// @throws IOException when it is not, saying why
  void check(int port) throws IOException;

  /// Binds the port on 127.0.0.1 for a moment. Somebody may take it right afterwards: FFmpeg then
  /// fails to bind, and other ports are leased.
  static PortProbe byBinding() {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    return port -> {
      try (DatagramSocket socket = new DatagramSocket(null)) {
        socket.setReuseAddress(false);
        socket.bind(new InetSocketAddress(loopback, port));
      }
    };
  }
}
