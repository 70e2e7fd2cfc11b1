package io.sluice.worker.peer.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HostCandidatesTest {
  private static final InetSocketAddress EVERYWHERE =
      new InetSocketAddress(InetAddress.ofLiteral("::"), 8_189);

  @Test
  void namesIpv4FirstInTheOrderGiven() {
    List<InetAddress> advertised =
        addresses("2001:db8::1", "198.51.100.7", "2001:db8::2", "203.0.113.9");

    assertThat(HostCandidates.of(advertised, EVERYWHERE))
        .extracting(InetSocketAddress::getAddress)
        .isEqualTo(addresses("198.51.100.7", "203.0.113.9", "2001:db8::1", "2001:db8::2"));
  }

  @Test
  void namesTheOneAddressItIsBoundTo() {
    InetSocketAddress bound = new InetSocketAddress(InetAddress.ofLiteral("::1"), 5);

    assertThat(HostCandidates.of(List.of(), bound)).containsExactly(bound);
  }

  @Test
  void namesOwnAddressesThatOthersCanUse() {
    List<InetSocketAddress> both = HostCandidates.of(List.of(), EVERYWHERE);
    List<InetSocketAddress> ipv4 =
        HostCandidates.of(
            List.of(), new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 8_189));

    assertThat(both)
        .isNotEmpty()
        .allSatisfy(candidate -> {
          assertThat(candidate.getPort()).isEqualTo(8_189);
          assertThat(candidate.getAddress().isLinkLocalAddress()).isFalse();
          assertThat(candidate.getAddress().isAnyLocalAddress()).isFalse();
        });
    assertThat(ipv4)
        .isNotEmpty()
        .allSatisfy(
            candidate -> assertThat(candidate.getAddress()).isInstanceOf(Inet4Address.class));
    assertThat(both).startsWith(ipv4.toArray(InetSocketAddress[]::new));
  }

  @Test
  void leavesOutAddressesThatSoonGoAway() {
    List<String> lines =
        List.of(
            "20010db8000000000000000000000001 02 40 00 80     eth0",
            "20010db8000000000000000000000002 02 40 00 01     eth0",
            "20010db8000000000000000000000003 02 40 00 a0     eth0",
            "20010db8000000000000000000000004 02 40 00 40     eth0",
            "20010db8000000000000000000000005 02 40 00 88     eth0");

    assertThat(HostAddresses.passing(lines))
        .containsExactlyInAnyOrder(
            "20010db8000000000000000000000002",
            "20010db8000000000000000000000003",
            "20010db8000000000000000000000004",
            "20010db8000000000000000000000005");
  }

  private static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }
}
