package io.sluice.worker.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What every port does, whichever way it takes through the kernel.
@ParameterizedClass
@EnumSource(names = {"NATIVE", "NIO"})
class DatagramPortContractTest {
  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  private final DatagramIo io;
  private final DatagramPort port;
  private final DatagramSocket other;
  private final List<Received> received = new ArrayList<>();

  private record Received(byte[] bytes, UdpAddress from) {}

  DatagramPortContractTest(DatagramIo io) throws IOException {
    this.io = io;
    this.port = io.open(PortOptions.open(LOOPBACK, false));
    this.other = new DatagramSocket(LOOPBACK);
    prepare(other);
  }

  @AfterEach
  void close() {
    port.close();
    other.close();
  }

  @Test
  void handsOverWhatCameAndFromWhom() throws IOException {
    send(other, port, bytes(3, 1));
    send(other, port, bytes(1_200, 2));
    send(other, port, new byte[0]);
    receive(port, 3);

    assertThat(received)
        .extracting(datagram -> datagram.bytes().length)
        .containsExactly(3, 1_200, 0);
    assertThat(received.get(1).bytes()).isEqualTo(bytes(1_200, 2));
    assertThat(received)
        .extracting(datagram -> datagram.from().toInet())
        .containsOnly((InetSocketAddress) other.getLocalSocketAddress());
    assertThat(port.receive(this::keep)).isEqualTo(DatagramPort.Receipt.NOTHING);
  }

  @Test
  void cutsWhatIsLongerThanAnyPath() throws IOException {
    send(other, port, bytes(3_000, 1));
    receive(port, 1);

    assertThat(received.getFirst().bytes())
        .isEqualTo(Arrays.copyOf(bytes(3_000, 1), DatagramPort.MAX_DATAGRAM_BYTES));
  }

  @Test
  void saysThatABatchWasFull() throws IOException {
    for (int i = 0; i < 300; i++) {
      send(other, port, bytes(10, i));
    }

    assertThat(port.receive(this::keep)).isEqualTo(DatagramPort.Receipt.FULL);
    receive(port, 300 - received.size());
    assertThat(received).extracting(datagram -> datagram.bytes()[0] & 0xff).startsWith(0, 1, 2);
  }

  @Test
  void tellsSendersApart() throws IOException {
    try (DatagramSocket third = new DatagramSocket(LOOPBACK)) {
      send(other, port, bytes(1, 1));
      send(third, port, bytes(1, 2));
      send(other, port, bytes(1, 3));
      receive(port, 3);
    }

    assertThat(received.get(0).from())
        .isEqualTo(received.get(2).from())
        .hasSameHashCodeAs(received.get(2).from())
        .isNotEqualTo(received.get(1).from());
  }

  @Test
  void sendsAtTheFlushWhatWasAdded() throws IOException {
    port.add(bytes(100, 7), 10, 50, addressOf(other));
    port.flush();
    port.flush();

    assertThat(next(other)).isEqualTo(Arrays.copyOfRange(bytes(100, 7), 10, 60));
  }

  @Test
  void sendsAtOnceFromAnyThread() throws Exception {
    CompletableFuture.runAsync(() -> port.send(bytes(9, 4), 0, 9, addressOf(other))).get();

    assertThat(next(other)).isEqualTo(bytes(9, 4));
    assertThat(port.unsent()).isZero();
  }

  /// Frames of equal packets, of nearly equal ones, and of any, to two destinations in turn.
  @Test
  void keepsTheOrderToEachDestination() throws IOException {
    int[] sizes = {900, 900, 900, 901, 901, 300, 900, 1_200, 1_200, 5, 5, 0, 5, 2_048, 2_048};
    try (DatagramSocket third = new DatagramSocket(LOOPBACK)) {
      prepare(third);
      for (int i = 0; i < 10 * sizes.length; i++) {
        byte[] datagram = bytes(sizes[i % sizes.length], i);
        port.add(datagram, 0, datagram.length, addressOf(other));
        if (i % 3 != 0) {
          port.add(datagram, 0, datagram.length, addressOf(third));
        }
      }
      port.flush();

      for (int i = 0; i < 10 * sizes.length; i++) {
        byte[] datagram = bytes(sizes[i % sizes.length], i);
        assertThat(next(other)).isEqualTo(datagram);
        if (i % 3 != 0) {
          assertThat(next(third)).isEqualTo(datagram);
        }
      }
    }
    assertThat(port.unsent()).isZero();
  }

  @Test
  void keepsTheOrderAcrossDestinationsWhereAsked() throws IOException {
    try (DatagramPort reader = io.open(PortOptions.open(LOOPBACK, false));
        DatagramPort second = io.open(PortOptions.sendOnly(LOOPBACK))) {
      UdpAddress here = UdpAddress.of(reader.localAddress());
      second.add(bytes(20, 1), 0, 20, here);
      second.add(bytes(30, 2), 0, 30, addressOf(other));
      second.keepOrder();
      second.add(bytes(20, 3), 0, 20, here);
      second.flush();
      receive(reader, 2);
    }

    assertThat(next(other)).isEqualTo(bytes(30, 2));
    assertThat(received).extracting(Received::bytes).containsExactly(bytes(20, 1), bytes(20, 3));
  }

  @Test
  void carriesFramesBetweenTwoPortsOfItsKind() throws IOException {
    try (DatagramPort second = io.open(PortOptions.open(LOOPBACK, false))) {
      for (int i = 0; i < 30; i++) {
        int length = i % 10 == 9 ? 400 : 1_100;
        second.add(bytes(length, i), 0, length, UdpAddress.of(port.localAddress()));
      }
      second.flush();
      receive(port, 30);

      for (int i = 0; i < 30; i++) {
        assertThat(received.get(i).bytes()).isEqualTo(bytes(i % 10 == 9 ? 400 : 1_100, i));
        assertThat(received.get(i).from()).isEqualTo(UdpAddress.of(second.localAddress()));
      }
    }
  }

  @Test
  void goesOnAfterADestinationThatIsNotThere() throws IOException {
    int free;
    try (DatagramSocket gone = new DatagramSocket(LOOPBACK)) {
      free = gone.getLocalPort();
    }
    UdpAddress nobody =
        UdpAddress.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), free));
    for (int i = 0; i < 20; i++) {
      port.add(bytes(8, i), 0, 8, i % 2 == 0 ? nobody : addressOf(other));
      port.flush();
    }

    for (int i = 1; i < 20; i += 2) {
      assertThat(next(other)).isEqualTo(bytes(8, i));
    }
    assertThat(port.receive(this::keep)).isEqualTo(DatagramPort.Receipt.NOTHING);
  }

  @Test
  void countsWhatTheKernelDoesNotTake() {
    port.send(
        new byte[10], 0, 10, UdpAddress.of(new InetSocketAddress(InetAddress.ofLiteral("::1"), 9)));
    port.add(new byte[3_000], 0, 3_000, addressOf(other));
    port.flush();

    assertThat(port.unsent()).isEqualTo(2);
  }

  @Test
  void wakesUpFromAnotherThread() throws Exception {
    CompletableFuture<Void> waits =
        CompletableFuture.runAsync(() -> {
          try {
            port.await(MINUTE);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    port.wakeUp();
    port.wakeUp();
    waits.get();
    port.wakeUp();
    port.await(MINUTE);

    send(other, port, bytes(1, 1));
    port.await(MINUTE);
    assertThat(port.receive(this::keep)).isEqualTo(DatagramPort.Receipt.SOME);
    port.await(1);
  }

  @Test
  void takesBothFamiliesByOneSocket() throws IOException {
    InetSocketAddress everywhere = new InetSocketAddress(InetAddress.ofLiteral("::"), 0);
    try (DatagramPort both = io.open(PortOptions.open(everywhere, false));
        DatagramSocket six =
            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0))) {
      prepare(six);
      int number = both.localAddress().getPort();
      other.send(
          packet(bytes(4, 4), new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), number)));
      receive(both, 1);
      six.send(packet(bytes(6, 6), new InetSocketAddress(InetAddress.ofLiteral("::1"), number)));
      receive(both, 1);
      received.forEach(from -> both.add(from.bytes(), 0, from.bytes().length, from.from()));
      both.flush();

      assertThat(next(other)).isEqualTo(bytes(4, 4));
      assertThat(next(six)).isEqualTo(bytes(6, 6));
      assertThat(received)
          .extracting(datagram -> datagram.from().isIpv4())
          .containsExactly(true, false);
      assertThat(received.getFirst().from().toInet()).isEqualTo(other.getLocalSocketAddress());
      assertThat(received.getFirst().from()).isEqualTo(addressOf(other));
    }
  }

  @Test
  void sharesAPortWithItsLike() {
    try (DatagramPort first = io.open(PortOptions.open(LOOPBACK, true));
        DatagramPort second = io.open(PortOptions.open(first.localAddress(), true))) {
      assertThat(second.localAddress()).isEqualTo(first.localAddress());
    }
  }

  @Test
  void isNotBoundWhereAnotherIs() {
    assertThatThrownBy(() -> io.open(PortOptions.open(port.localAddress(), false)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(String.valueOf(port.localAddress().getPort()));
  }

  @Test
  void isSilentOnceClosed() throws IOException {
    UdpAddress there = addressOf(other);
    port.close();
    port.close();
    port.wakeUp();
    port.send(bytes(5, 1), 0, 5, there);

    send(other, other, bytes(1, 9));
    assertThat(next(other)).as("the only one that came").isEqualTo(bytes(1, 9));
  }

  private static void prepare(DatagramSocket socket) throws IOException {
    socket.setSoTimeout(10_000);
    socket.setReceiveBufferSize(4 * 1024 * 1024);
  }

  private void receive(DatagramPort from, int count) throws IOException {
    int before = received.size();
    long deadline = System.nanoTime() + MINUTE;
    while (received.size() - before < count && System.nanoTime() < deadline) {
      from.await(SECOND);
      from.receive(this::keep);
    }
    assertThat(received).hasSize(before + count);
  }

  private void keep(byte[] buffer, int offset, int length, UdpAddress source, long nanos) {
    received.add(
        new Received(Arrays.copyOfRange(buffer, offset, offset + length), source.snapshot()));
  }

  private static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (seed + i);
    }
    return bytes;
  }

  private static void send(DatagramSocket from, DatagramPort to, byte[] bytes) throws IOException {
    from.send(packet(bytes, to.localAddress()));
  }

  private static void send(DatagramSocket from, DatagramSocket to, byte[] bytes)
      throws IOException {
    from.send(packet(bytes, (InetSocketAddress) to.getLocalSocketAddress()));
  }

  private static DatagramPacket packet(byte[] bytes, InetSocketAddress to) {
    return new DatagramPacket(bytes, bytes.length, to);
  }

  private static byte[] next(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private static UdpAddress addressOf(DatagramSocket socket) {
    return UdpAddress.of(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), socket.getLocalPort()));
  }
}
