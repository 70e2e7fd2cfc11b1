package io.sluice.worker.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class LinuxDatagramPortTest {
  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  private static final int SOL_SOCKET = 1;
  private static final int SO_NO_CHECK = 11;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// Without checksums the kernel refuses to segment, but only when it is asked to.
  @Test
  void sendsOneByOneWhereTheKernelRefusesSegments() throws IOException {
    LinuxSocket socket = LinuxSocket.open(PortOptions.sendOnly(LOOPBACK));
    try (Arena arena = Arena.ofConfined();
        DatagramSocket reader = new DatagramSocket(LOOPBACK)) {
      reader.setSoTimeout(10_000);
      Libc.setsockopt(
          arena.allocate(Libc.CAPTURED),
          socket.fd(),
          SOL_SOCKET,
          SO_NO_CHECK,
          arena.allocateFrom(JAVA_INT, 1),
          4);
      SendSlab slab = new SendSlab(arena, socket.fd(), socket.family(), socket.segments());
      UdpAddress there = UdpAddress.of((InetSocketAddress) reader.getLocalSocketAddress());
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 5; i++) {
          slab.add(new byte[] {(byte) i, 0, 0}, 0, i == 4 ? 2 : 3, there);
        }
        slab.flush();
      }

      for (int i = 0; i < 10; i++) {
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        reader.receive(packet);
        assertThat(packet.getData()[0]).isEqualTo((byte) (i % 5));
        assertThat(packet.getLength()).isEqualTo(i % 5 == 4 ? 2 : 3);
      }
      assertThat(slab.isSegmented()).isFalse();
      assertThat(slab.unsent()).isZero();
      Libc.close(arena.allocate(Libc.CAPTURED), socket.fd());
    }
  }

  /// Once the compiler has had its time; how long that is, is not ours to say.
  @Test
  void allocatesNothingForADatagram() throws IOException {
    int datagrams = 20_000;
    try (DatagramPort from = DatagramIo.NATIVE.open(PortOptions.open(LOOPBACK, false));
        DatagramPort to = DatagramIo.NATIVE.open(PortOptions.open(LOOPBACK, false))) {
      long perDatagram = Long.MAX_VALUE;
      for (int round = 0; round < 50 && perDatagram > 0; round++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        exchange(from, to, datagrams);
        perDatagram = (THREADS.getCurrentThreadAllocatedBytes() - before) / datagrams;
      }

      assertThat(perDatagram).as("bytes for a datagram").isZero();
    }
  }

  private static void exchange(DatagramPort from, DatagramPort to, int datagrams)
      throws IOException {
    UdpAddress there = UdpAddress.of(to.localAddress());
    byte[] bytes = new byte[1_200];
    int[] came = new int[1];
    DatagramPort.Handler count = (_, _, _, _, _) -> came[0]++;
    while (came[0] < datagrams) {
      for (int i = 0; i < 5; i++) {
        from.add(bytes, 0, i == 4 ? 700 : 1_200, there);
      }
      from.flush();
      to.receive(count);
    }
  }
}
