package io.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  private static final String HOST = "127.0.0.1";

  @Test
  void namesATakenTcpPortAndItsOption() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> FreePorts.checkTcp(HOST, port, "--kafka-port"))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("TCP port " + port)
          .hasMessageContaining("--kafka-port");
    }
  }

  @Test
  void namesATakenUdpPortAndItsOption() throws IOException {
    try (var taken = new DatagramSocket(0, InetAddress.getByName(HOST))) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> FreePorts.checkUdp(HOST, port, "--media-port"))
          .hasMessageContaining("UDP port " + port)
          .hasMessageContaining("--media-port");
    }
  }

  @Test
  void leavesAPortItLookedAtFree() {
    int tcp = FreePorts.anyTcp(HOST);
    int udp = FreePorts.anyUdp(HOST);

    assertThatCode(() -> FreePorts.checkTcp(HOST, tcp, "--port")).doesNotThrowAnyException();
    assertThatCode(() -> FreePorts.checkUdp(HOST, udp, "--port")).doesNotThrowAnyException();
  }
}
