package io.sluice.worker.dtls;

import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/// The network as bctls sees it: a bounded queue in, the sink out.
///
/// Thread: [#offer] and [#end] from any; the rest from the transport's own.
final class DatagramQueue implements DatagramTransport {
  /// A handshake has fewer than 20 datagrams; more than these are lost, as UDP may.
  private static final int CAPACITY = 32;

  private static final int MAX_DATAGRAM_BYTES = 2048;

  /// Fits every path with an MTU of 1,280 (IPv6's least) with its headers.
  private static final int MAX_SENT_BYTES = 1200;

  /// Empty, as no datagram is that [#offer] lets in.
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final DtlsTransport.DatagramSink sink;
  private final @Nullable ChangeCipherOrder order;
  private volatile boolean ended;

  private boolean connected;
  private int shortestEncrypted;

  /// Set by bctls once the peer or a failure closed the association.
  private boolean closed;

  DatagramQueue(DtlsRole role, DtlsTransport.DatagramSink sink) {
    this.sink = sink;
    this.order = role == DtlsRole.SERVER ? new ChangeCipherOrder() : null;
  }

  void offer(byte[] buffer, int offset, int length) {
    boolean acceptable = length <= MAX_DATAGRAM_BYTES && !ended;
    if (acceptable && RecordFilter.accepts(buffer, offset, length)) {
      boolean _ = queue.offer(Arrays.copyOfRange(buffer, offset, offset + length));
    }
  }

  /// Wakes the thread up for good.
  void end() {
    ended = true;
    while (!queue.offer(END)) {
      queue.clear();
    }
  }

  /// From now on a stricter filter holds. bctls takes records of the handshake's epoch for minutes
  /// more, so that lost flights can be sent again, and alerts among them: whoever forges the peer's
  /// address could end the association.
  ///
  /// @param shortestEncrypted bytes behind the header
  void connected(int shortestEncrypted) {
    connected = true;
    this.shortestEncrypted = shortestEncrypted;
  }

  boolean isEnded() {
    return ended;
  }

  /// @param waitMillis 0 waits until something comes
  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis)
      throws InterruptedIOException {
    if (ended || closed) {
      throw new InterruptedIOException("the association is over");
    }
    byte[] datagram = take(waitMillis);
    if (datagram == null || datagram.length > length) {
      return -1;
    }
    if (datagram.length == 0) {
      throw new InterruptedIOException("the association is over");
    }
    if (connected && !RecordFilter.acceptsAfterHandshake(datagram, shortestEncrypted)) {
      return -1;
    }
    int admitted = order == null ? datagram.length : order.admit(datagram);
    System.arraycopy(datagram, 0, buffer, offset, admitted);
    return admitted;
  }

  private byte @Nullable [] take(int waitMillis) throws InterruptedIOException {
    try {
      return waitMillis == 0 ? queue.take() : queue.poll(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    sink.send(buffer, offset, length);
  }

  @Override
  public int getReceiveLimit() {
    return MAX_DATAGRAM_BYTES;
  }

  @Override
  public int getSendLimit() {
    return MAX_SENT_BYTES;
  }

  @Override
  public void close() {
    closed = true;
  }

  /// Whether bctls closed the association, by the peer's close_notify or after a failure.
  boolean isClosed() {
    return closed;
  }
}
