package io.sluice.worker.udp;

import java.io.IOException;
import java.net.InetSocketAddress;

/// A bound UDP socket, as an event loop uses it. One implementation per way of talking to the
/// kernel.
public interface DatagramPort extends AutoCloseable {
  /// Above any path's MTU; longer datagrams are cut, and then fail to authenticate.
  int MAX_DATAGRAM_BYTES = 2_048;

  /// Takes one datagram.
  @FunctionalInterface
  interface Handler {
    /// @param buffer the bytes are the handler's to change until it returns
    /// @param source points at the next sender after the return: to be kept by
    ///   [UdpAddress#snapshot]
    /// @param arrivalNanos [System#nanoTime] of the batch
    void datagram(byte[] buffer, int offset, int length, UdpAddress source, long arrivalNanos);
  }

  /// What one [#receive] found.
  enum Receipt {
    NOTHING,
    SOME,
    /// As many as a batch holds: more may be there.
    FULL
  }

  /// Hands over what is there, at most a batch; does not wait. Thread: the loop's.
  ///
  /// @throws IOException when the kernel has an error for us instead of datagrams
  Receipt receive(Handler handler) throws IOException;

  /// Waits for a datagram, for [#wakeUp], or for the time to pass. Thread: the loop's.
  void await(long nanos) throws IOException;

  /// Ends a wait of [#await], or the next one. Thread: any.
  void wakeUp();

  /// Takes a datagram that [#flush] sends at the latest; those to one destination stay in order.
  /// What the kernel does not take then is dropped. Thread: the loop's.
  ///
  /// @param buffer copied
  /// @param destination kept until the flush
  void add(byte[] buffer, int offset, int length, UdpAddress destination);

  /// From here on no datagram overtakes one added before, whatever its destination. Thread: the
  /// loop's.
  void keepOrder();

  /// Sends all that was added. Thread: the loop's.
  void flush();

  /// Sends now or drops; never blocks. Thread: any.
  void send(byte[] buffer, int offset, int length, UdpAddress destination);

  /// Datagrams given to [#add] or [#send] that the kernel did not take. Thread: any.
  long unsent();

  /// With the port the system chose.
  InetSocketAddress localAddress();

  @Override
  void close();
}
