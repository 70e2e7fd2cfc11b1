package io.sluice.worker.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The media port by NIO: one system call a datagram, on every platform.
final class NioMediaPort implements MediaPort {
  private static final Logger log = LoggerFactory.getLogger(NioMediaPort.class);

  /// Above any path's MTU; longer datagrams are cut and then fail to authenticate.
  private static final int MAX_DATAGRAM_BYTES = 2_048;

  /// Tasks and timers wait for at most this many datagrams.
  private static final int BATCH = 256;

  /// A second of some 30 Mbit/s; the kernel gives at most net.core.rmem_max.
  private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;

  private final DatagramChannel channel;
  private final Selector selector;
  private final InetSocketAddress localAddress;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
  private final byte[] datagram = new byte[MAX_DATAGRAM_BYTES];

  private NioMediaPort(DatagramChannel channel, Selector selector) throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.localAddress = (InetSocketAddress) channel.getLocalAddress();
  }

  /// @throws UncheckedIOException when the port cannot be bound; nothing is left open then
  static NioMediaPort bind(InetSocketAddress address) {
    try {
      DatagramChannel channel = DatagramChannel.open(family(address));
      try {
        return open(channel, address);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the media port cannot be bound: " + address, e);
    }
  }

  private static NioMediaPort open(DatagramChannel channel, InetSocketAddress address)
      throws IOException {
    channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
    channel.bind(address);
    channel.configureBlocking(false);
    Selector selector = Selector.open();
    try {
      channel.register(selector, SelectionKey.OP_READ);
      return new NioMediaPort(channel, selector);
    } catch (IOException | RuntimeException e) {
      selector.close();
      throw e;
    }
  }

  private static StandardProtocolFamily family(InetSocketAddress address) {
    return address.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  @Override
  public void receive(long waitMillis, DatagramHandler handler) throws IOException {
    selector.select(_ -> {}, Math.max(1, waitMillis));
    for (int i = 0; i < BATCH; i++) {
      incoming.clear();
      InetSocketAddress source = (InetSocketAddress) channel.receive(incoming);
      if (source == null) {
        return;
      }
      int length = incoming.flip().remaining();
      incoming.get(datagram, 0, length);
      handler.datagram(datagram, 0, length, source, System.nanoTime());
    }
  }

  @Override
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void send(byte[] buffer, int offset, int length, InetSocketAddress destination) {
    try {
      channel.send(ByteBuffer.wrap(buffer, offset, length), destination);
    } catch (IOException e) {
      // A network that is down for a moment: the protocols above send again.
      log.atDebug().addKeyValue("reason", e.getMessage()).log("datagram not sent");
    }
  }

  @Override
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  @Override
  public void close() {
    try (selector;
        channel) {
      log.atDebug().addKeyValue("port", localAddress.getPort()).log("media port closing");
    } catch (IOException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("media port not closed cleanly");
    }
  }
}
