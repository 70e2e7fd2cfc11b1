package io.sluice.worker.legs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// A loopback socket for what no event loop sends: the word that ends FFmpeg's input.
///
/// Thread: one at a time.
final class LegSocket implements AutoCloseable {
  private final DatagramChannel channel;

  private LegSocket(DatagramChannel channel) {
    this.channel = channel;
  }

  /// @throws UncheckedIOException when it cannot be had; nothing is left open then
  static LegSocket open(InetSocketAddress bind) {
    try {
      DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
      try {
        channel.configureBlocking(false);
        channel.bind(bind);
        return new LegSocket(channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no socket towards FFmpeg", e);
    }
  }

  /// Sends or drops: FFmpeg has gone, or its queue is full.
  void send(byte[] buffer, int length, InetSocketAddress ffmpeg) {
    try {
      channel.send(ByteBuffer.wrap(buffer, 0, length), ffmpeg);
    } catch (IOException _) {
      return; // FFmpeg is then ended by signals
    }
  }

  /// Nothing is buffered in a datagram socket, so a failing close loses nothing.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      return;
    }
  }
}
