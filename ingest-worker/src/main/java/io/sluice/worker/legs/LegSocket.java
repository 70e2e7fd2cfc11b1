package io.sluice.worker.legs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// A loopback socket connected to one port of FFmpeg; nobody else can answer through it.
///
/// Thread: one at a time.
final class LegSocket implements AutoCloseable {
  private static final int MAX_DATAGRAM_BYTES = 2_048;

  private final DatagramChannel channel;
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);

  private LegSocket(DatagramChannel channel) {
    this.channel = channel;
  }

  static LegSocket connect(InetSocketAddress ffmpeg) throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(
            ffmpeg.getAddress().getAddress().length == 4
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    try {
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(ffmpeg.getAddress(), 0));
      channel.connect(ffmpeg);
      return new LegSocket(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// @return false when the datagram went nowhere: FFmpeg has gone, or its queue is full
  boolean send(byte[] buffer, int offset, int length) {
    if (length > MAX_DATAGRAM_BYTES) {
      return false;
    }
    outgoing.clear().put(buffer, offset, length).flip();
    try {
      return channel.write(outgoing) == length;
    } catch (PortUnreachableException _) {
      return sendAfterRefusal();
    } catch (IOException _) {
      return false;
    }
  }

  /// The refusal (ICMP) was for an earlier datagram; this one was not sent at all.
  private boolean sendAfterRefusal() {
    try {
      outgoing.rewind();
      return channel.write(outgoing) > 0;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
