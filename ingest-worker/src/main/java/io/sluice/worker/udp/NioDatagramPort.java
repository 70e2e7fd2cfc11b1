package io.sluice.worker.udp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A port by NIO, on every platform: one system call a datagram. What is added is sent at once,
/// which keeps every order.
final class NioDatagramPort implements DatagramPort {
  private static final Logger log = LoggerFactory.getLogger(NioDatagramPort.class);

  /// Tasks and timers wait for at most this many datagrams.
  private static final int BATCH = 128;

  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final DatagramChannel channel;
  private final Selector selector;
  private final InetSocketAddress localAddress;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
  private final byte[] datagram = new byte[MAX_DATAGRAM_BYTES];
  private final UdpAddress source = new UdpAddress();
  private final LongAdder unsent = new LongAdder();

  private NioDatagramPort(DatagramChannel channel, Selector selector) throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.localAddress = (InetSocketAddress) channel.getLocalAddress();
  }

  /// @throws IOException when the port cannot be bound; nothing is left open then
  static NioDatagramPort open(PortOptions options) throws IOException {
    DatagramChannel channel = DatagramChannel.open(family(options.bind()));
    try {
      return open(channel, options);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static NioDatagramPort open(DatagramChannel channel, PortOptions options)
      throws IOException {
    channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBufferBytes());
    channel.setOption(StandardSocketOptions.SO_SNDBUF, options.sendBufferBytes());
    if (options.shared()) {
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    }
    channel.bind(options.bind());
    channel.configureBlocking(false);
    Selector selector = Selector.open();
    try {
      channel.register(selector, SelectionKey.OP_READ);
      return new NioDatagramPort(channel, selector);
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
  public Receipt receive(Handler handler) throws IOException {
    long now = System.nanoTime();
    for (int i = 0; i < BATCH; i++) {
      incoming.clear();
      InetSocketAddress sender = (InetSocketAddress) channel.receive(incoming);
      if (sender == null) {
        return i == 0 ? Receipt.NOTHING : Receipt.SOME;
      }
      source.set(sender);
      int length = incoming.flip().remaining();
      incoming.get(datagram, 0, length);
      handler.datagram(datagram, 0, length, source, now);
    }
    return Receipt.FULL;
  }

  @Override
  public void await(long nanos) throws IOException {
    selector.select(_ -> {}, Math.max(1, Math.ceilDiv(nanos, NANOS_PER_MILLI)));
  }

  @Override
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void add(byte[] buffer, int offset, int length, UdpAddress destination) {
    if (length > MAX_DATAGRAM_BYTES) {
      unsent.increment();
      return;
    }
    outgoing.clear().put(buffer, offset, length).flip();
    send(outgoing, destination);
  }

  @Override
  public void keepOrder() {
    // Each datagram has gone before the next is added.
  }

  @Override
  public void flush() {
    // Nothing waits.
  }

  @Override
  public void send(byte[] buffer, int offset, int length, UdpAddress destination) {
    send(ByteBuffer.wrap(buffer, offset, length), destination);
  }

  private void send(ByteBuffer bytes, UdpAddress destination) {
    try {
      int length = bytes.remaining();
      if (channel.send(bytes, destination.toInet()) != length) {
        unsent.increment();
      }
    } catch (IOException | IllegalArgumentException e) {
      // A network that is down for a moment, or an address of the other family: the protocols
      // above send again.
      unsent.increment();
      log.atDebug().addKeyValue("reason", e.getMessage()).log("datagram not sent");
    }
  }

  @Override
  public long unsent() {
    return unsent.sum();
  }

  @Override
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  @Override
  public void close() {
    try (selector;
        channel) {
      log.atDebug().addKeyValue("port", localAddress.getPort()).log("port closing");
    } catch (IOException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("port not closed cleanly");
    }
  }
}
