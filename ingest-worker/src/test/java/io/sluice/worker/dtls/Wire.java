package io.sluice.worker.dtls;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// One direction between two transports, which may lose datagrams by their running number.
final class Wire implements DtlsTransport.DatagramSink {
  private final IntPredicate lost;
  private final List<byte[]> sent = new CopyOnWriteArrayList<>();
  private volatile @Nullable DtlsTransport target;

  private Wire(IntPredicate lost) {
    this.lost = lost;
  }

  static Wire perfect() {
    return new Wire(_ -> false);
  }

  static Wire losing(IntPredicate lost) {
    return new Wire(lost);
  }

  synchronized void connectTo(DtlsTransport transport) {
    target = transport;
    for (int i = 0; i < sent.size(); i++) {
      deliver(i, sent.get(i));
    }
  }

  /// Everything handed to this wire so far, the lost datagrams included.
  List<byte[]> sent() {
    return sent;
  }

  @Override
  public synchronized void send(byte[] buffer, int offset, int length) {
    byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length);
    sent.add(copy);
    deliver(sent.size() - 1, copy);
  }

  private void deliver(int number, byte[] datagram) {
    DtlsTransport to = target;
    if (to != null && !lost.test(number)) {
      to.receive(datagram, 0, datagram.length);
    }
  }
}
