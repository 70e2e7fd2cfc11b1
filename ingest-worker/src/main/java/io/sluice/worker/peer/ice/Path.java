package io.sluice.worker.peer.ice;

import io.sluice.worker.udp.DatagramPort;
import io.sluice.worker.udp.UdpAddress;
import java.net.InetSocketAddress;

/// A way to a publisher and back. Equal when both ends are.
public interface Path {
  /// The publisher's end, as we see it.
  InetSocketAddress remote();

  /// Sends with the rest of the loop's batch, or drops. Thread: the session's loop.
  ///
  /// @param buffer copied
  void send(byte[] buffer, int offset, int length);

  /// Sends now, or drops. Thread: any.
  ///
  /// @param buffer copied
  void sendNow(byte[] buffer, int offset, int length);

  /// By the media port.
  ///
  /// @param address does not change
  /// @param port of the loop that the session lives on
  record Udp(UdpAddress address, DatagramPort port) implements Path {
    @Override
    public InetSocketAddress remote() {
      return address.toInet();
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      port.add(buffer, offset, length, address);
    }

    @Override
    public void sendNow(byte[] buffer, int offset, int length) {
      port.send(buffer, offset, length, address);
    }
  }
}
