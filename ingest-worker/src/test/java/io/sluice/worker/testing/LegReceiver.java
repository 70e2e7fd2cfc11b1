package io.sluice.worker.testing;

import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtcpReader;
import io.sluice.worker.rtp.RtpPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/// Four adjacent loopback ports in FFmpeg's place; remembers all that comes.
///
/// Thread: one reader a port; the lists may be read from any.
public final class LegReceiver implements AutoCloseable {
  private static final int PORTS = 4;
  private static final int ATTEMPTS = 200;

  private final List<DatagramSocket> sockets;
  private final List<List<byte[]>> received = new ArrayList<>();

  private LegReceiver(List<DatagramSocket> sockets) {
    this.sockets = sockets;
    for (DatagramSocket socket : sockets) {
      List<byte[]> datagrams = new CopyOnWriteArrayList<>();
      received.add(datagrams);
      Thread.ofVirtual().name("leg-receiver").start(() -> read(socket, datagrams));
    }
  }

  public static LegReceiver open() {
    for (int i = 0; i < ATTEMPTS; i++) {
      List<DatagramSocket> sockets = bind(ThreadLocalRandom.current().nextInt(30_000, 60_000));
      if (sockets.size() == PORTS) {
        return new LegReceiver(sockets);
      }
      sockets.forEach(DatagramSocket::close);
    }
    throw new IllegalStateException("no four adjacent free ports");
  }

  public int firstPort() {
    return sockets.getFirst().getLocalPort();
  }

  public List<RtpPacket> video() {
    return rtp(0);
  }

  public List<RtcpPacket> videoRtcp() {
    return rtcp(1);
  }

  public List<RtpPacket> audio() {
    return rtp(2);
  }

  public List<RtcpPacket> audioRtcp() {
    return rtcp(3);
  }

  @Override
  public void close() {
    sockets.forEach(DatagramSocket::close);
  }

  private List<RtpPacket> rtp(int port) {
    return received.get(port).stream()
        .map(bytes -> {
          RtpPacket packet = new RtpPacket();
          packet.wrap(bytes, 0, bytes.length);
          return packet;
        })
        .toList();
  }

  private List<RtcpPacket> rtcp(int port) {
    return received.get(port).stream()
        .flatMap(bytes -> RtcpReader.read(bytes, 0, bytes.length).stream())
        .toList();
  }

  private static List<DatagramSocket> bind(int firstPort) {
    List<DatagramSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < PORTS; i++) {
        sockets.add(new DatagramSocket(firstPort + i, InetAddress.ofLiteral("127.0.0.1")));
      }
    } catch (IOException _) {
      // One was taken: fewer than asked for says so.
    }
    return sockets;
  }

  private static void read(DatagramSocket socket, List<byte[]> into) {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        into.add(Arrays.copyOf(packet.getData(), packet.getLength()));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
