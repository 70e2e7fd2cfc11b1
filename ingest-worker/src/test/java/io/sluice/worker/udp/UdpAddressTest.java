package io.sluice.worker.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UdpAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "255.255.255.255", "2001:db8::7", "::1", "::"})
  void comesBackAsItWas(String text) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(text), 40_000);

    assertThat(UdpAddress.of(address).snapshot().toInet()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::7", "fe80::1%1"})
  void comesBackFromNativeMemory(String text) {
    UdpAddress address = UdpAddress.of(new InetSocketAddress(InetAddress.ofLiteral(text), 65_535));
    UdpAddress read = new UdpAddress();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(SocketAddresses.SLOT_BYTES, 8);
      SocketAddresses.write(memory, 0, SocketAddresses.AF_INET6, address);
      SocketAddresses.read(memory, 0, read);
    }

    assertThat(read).isEqualTo(address);
    assertThat(read.toInet()).isEqualTo(address.toInet());
  }

  @Test
  void isOneWhetherMappedOrNot() {
    UdpAddress plain = new UdpAddress();
    plain.setIpv4(0x7f00_0001, 5);
    UdpAddress mapped = new UdpAddress();
    mapped.setIpv6(0, 0xffff_7f00_0001L, 5, 0);

    assertThat(plain).isEqualTo(mapped).hasSameHashCodeAs(mapped);
    assertThat(plain.isIpv4()).isTrue();
    assertThat(plain).hasToString("127.0.0.1:5");
  }

  @Test
  void isAnotherByPortAddressOrScope() {
    UdpAddress address = new UdpAddress();
    address.setIpv6(0xfe80L << 48, 1, 5, 2);
    UdpAddress snapshot = address.snapshot();
    address.setIpv6(0xfe80L << 48, 1, 6, 2);
    assertThat(address).isNotEqualTo(snapshot);
    address.setIpv6(0xfe80L << 48, 1, 5, 3);
    assertThat(address).isNotEqualTo(snapshot);
    address.setIpv6(0xfe80L << 48, 2, 5, 2);
    assertThat(address).isNotEqualTo(snapshot);
    address.setIpv6(0xfe80L << 48, 1, 5, 2);
    assertThat(address).isEqualTo(snapshot);
  }
}
