package io.sluice.worker.peer;

import java.io.IOException;
import java.net.InetSocketAddress;

/// The one UDP port, as the event loop uses it. One implementation per way of talking to the
/// kernel.
interface MediaPort extends AutoCloseable {
  /// Takes one datagram; the bytes are its own to change until it returns.
  @FunctionalInterface
  interface DatagramHandler {
    /// @param arrivalNanos [System#nanoTime]
    void datagram(
        byte[] buffer, int offset, int length, InetSocketAddress source, long arrivalNanos);
  }

  /// Waits for datagrams or for [#wakeUp] and hands over what is there, a bounded number at a time.
  /// Thread: the event loop.
  void receive(long waitMillis, DatagramHandler handler) throws IOException;

  /// Ends a wait of [#receive], or the next one. Thread: any.
  void wakeUp();

  /// Sends or drops; never blocks. Thread: any.
  void send(byte[] buffer, int offset, int length, InetSocketAddress destination);

  /// With the port the system chose.
  InetSocketAddress localAddress();

  @Override
  void close();
}
