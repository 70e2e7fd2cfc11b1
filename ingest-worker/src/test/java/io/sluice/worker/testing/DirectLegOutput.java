package io.sluice.worker.testing;

import io.sluice.worker.legs.LegOutput;
import io.sluice.worker.udp.DatagramIo;
import io.sluice.worker.udp.DatagramPort;
import io.sluice.worker.udp.PortOptions;
import io.sluice.worker.udp.UdpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// An event loop's output without the loop: each datagram is a batch of its own.
public final class DirectLegOutput implements LegOutput, AutoCloseable {
  private final DatagramPort port =
      DatagramIo.AUTO.open(
          PortOptions.sendOnly(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));

  @Override
  public void add(byte[] buffer, int offset, int length, UdpAddress destination) {
    port.send(buffer, offset, length, destination);
  }

  @Override
  public void keepOrder() {
    // Each datagram has gone before the next is added.
  }

  @Override
  public void afterwards(Runnable task) {
    task.run();
  }

  @Override
  public void close() {
    port.close();
  }
}
