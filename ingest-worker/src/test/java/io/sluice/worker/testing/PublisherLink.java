package io.sluice.worker.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// How a test publisher's datagrams travel.
interface PublisherLink extends AutoCloseable {
  /// `udp` or `tcp`, as a candidate says.
  String protocol();

  InetAddress localAddress();

  int localPort();

  void send(byte[] bytes, int length, InetSocketAddress to) throws IOException;

  /// Waits for the next.
  ///
  /// @return its length
  int receive(byte[] into) throws IOException;

  boolean isClosed();

  @Override
  void close() throws IOException;

  /// One socket for all.
  record Udp(DatagramSocket socket) implements PublisherLink {
    static Udp open(InetAddress local) throws IOException {
      return new Udp(new DatagramSocket(0, local));
    }

    @Override
    public String protocol() {
      return "udp";
    }

    @Override
    public InetAddress localAddress() {
      return socket.getLocalAddress();
    }

    @Override
    public int localPort() {
      return socket.getLocalPort();
    }

    @Override
    public void send(byte[] bytes, int length, InetSocketAddress to) throws IOException {
      socket.send(new DatagramPacket(bytes, length, to));
    }

    @Override
    public int receive(byte[] into) throws IOException {
      DatagramPacket packet = new DatagramPacket(into, into.length);
      socket.receive(packet);
      return packet.getLength();
    }

    @Override
    public boolean isClosed() {
      return socket.isClosed();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /// Frames with their length before them (RFC 4571 §2).
  record Tcp(Socket socket) implements PublisherLink {
    @Override
    public String protocol() {
      return "tcp";
    }

    @Override
    public InetAddress localAddress() {
      return socket.getLocalAddress();
    }

    @Override
    public int localPort() {
      return socket.getLocalPort();
    }

    @Override
    public void send(byte[] bytes, int length, InetSocketAddress to) throws IOException {
      byte[] frame = new byte[2 + length];
      frame[0] = (byte) (length >> 8);
      frame[1] = (byte) length;
      System.arraycopy(bytes, 0, frame, 2, length);
      new DataOutputStream(socket.getOutputStream()).write(frame);
    }

    @Override
    public int receive(byte[] into) throws IOException {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int length = in.readUnsignedShort();
      in.readFully(into, 0, length);
      return length;
    }

    @Override
    public boolean isClosed() {
      return socket.isClosed();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
