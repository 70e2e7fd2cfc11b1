package io.sluice.standalone;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/// Which ports are free at this moment. Somebody may take one before it is used; then its user says
/// so.
public final class FreePorts {
  private FreePorts() {}

  /// Some free TCP port of `host`.
  public static int anyTcp(String host) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address(host), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new PortTakenException("no free TCP port on " + host + ": " + e.getMessage());
    }
  }

  /// Some free UDP port of `host`.
  public static int anyUdp(String host) {
    try (var socket = new DatagramSocket(new InetSocketAddress(address(host), 0))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new PortTakenException("no free UDP port on " + host + ": " + e.getMessage());
    }
  }

  /// @param option how the port is chosen, for the message
  /// @throws PortTakenException when it is not free
  static void checkTcp(String host, int port, String option) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // connections of an earlier run that linger do not count
      socket.bind(new InetSocketAddress(address(host), port));
    } catch (IOException e) {
      throw new PortTakenException(words("TCP", host, port, option, e));
    }
  }

  /// The same for UDP.
  static void checkUdp(String host, int port, String option) {
    try (var _ = new DatagramSocket(new InetSocketAddress(address(host), port))) {
      // free: closed at once
    } catch (IOException e) {
      throw new PortTakenException(words("UDP", host, port, option, e));
    }
  }

  private static String words(String kind, String host, int port, String option, IOException e) {
    return kind
        + " port "
        + port
        + " on "
        + host
        + " cannot be used ("
        + e.getMessage()
        + "); choose another with "
        + option;
  }

  private static InetAddress address(String host) throws UnknownHostException {
    return InetAddress.getByName(host);
  }
}
