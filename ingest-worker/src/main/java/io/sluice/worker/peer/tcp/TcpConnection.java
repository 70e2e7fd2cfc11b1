package io.sluice.worker.peer.tcp;

import io.sluice.worker.peer.ice.Path;
import io.sluice.worker.udp.DatagramPort;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// One publisher's TCP connection, which carries the same datagrams, each with its length before it
/// (RFC 4571 §2).
///
/// Thread: a virtual one that reads, and one that writes; all else any.
final class TcpConnection implements Path, AutoCloseable {
  private static final int MAX_FRAME_BYTES = DatagramPort.MAX_DATAGRAM_BYTES;
  private static final int LENGTH_BYTES = 2;
  private static final int BUFFER_BYTES = 16 * 1024;

  /// Feedback and answers that a slow reader lets pile up; more is dropped, as by UDP.
  private static final int MAX_WAITING = 64;

  private final Socket socket;
  private final InetSocketAddress remote;
  private final TcpSessions sessions;
  private final BlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(MAX_WAITING);
  private final long acceptedNanos = System.nanoTime();
  private volatile long lastFrameNanos = acceptedNanos;
  private volatile boolean closed;
  private final Thread reader = Thread.ofVirtual().name("media-tcp-in").unstarted(this::read);
  private final Thread writer = Thread.ofVirtual().name("media-tcp-out").unstarted(this::write);

  TcpConnection(Socket socket, TcpSessions sessions) throws IOException {
    this.socket = socket;
    this.remote = (InetSocketAddress) socket.getRemoteSocketAddress();
    this.sessions = sessions;
    socket.setTcpNoDelay(true);
  }

  void start() {
    reader.start();
    writer.start();
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    byte[] frame = new byte[LENGTH_BYTES + length];
    frame[0] = (byte) (length >> 8);
    frame[1] = (byte) length;
    System.arraycopy(buffer, offset, frame, LENGTH_BYTES, length);
    boolean _ = outgoing.offer(frame);
  }

  @Override
  public void sendNow(byte[] buffer, int offset, int length) {
    send(buffer, offset, length);
  }

  /// Whether a session has it.
  boolean isProven() {
    return sessions.has(this);
  }

  long acceptedNanos() {
    return acceptedNanos;
  }

  /// Whether it has been of no use for longer than it may.
  boolean isOver(TcpLimits limits, long nowNanos) {
    return closed
        || nowNanos - lastFrameNanos > limits.idle().toNanos()
        || (!isProven() && nowNanos - acceptedNanos > limits.unproven().toNanos());
  }

  @Override
  public void close() {
    closed = true;
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone all the same.
    }
    reader.interrupt();
    writer.interrupt();
  }

  private void read() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES))) {
      byte[] frame = new byte[MAX_FRAME_BYTES];
      int length = in.readUnsignedShort();
      while (length <= MAX_FRAME_BYTES) {
        in.readFully(frame, 0, length);
        received(Arrays.copyOf(frame, length));
        length = in.readUnsignedShort();
      }
    } catch (IOException | InterruptedException _) {
      // The publisher has gone, or we have closed.
    } finally {
      close();
    }
  }

  private void received(byte[] frame) throws InterruptedException {
    long now = System.nanoTime();
    lastFrameNanos = now;
    sessions.received(frame, this, now);
  }

  private void write() {
    try (OutputStream out = socket.getOutputStream()) {
      while (!closed) {
        out.write(outgoing.take());
      }
    } catch (IOException | InterruptedException _) {
      // As in reading.
    } finally {
      close();
    }
  }
}
