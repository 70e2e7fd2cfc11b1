package io.sluice.whip.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private final TrustedProxies proxies = TrustedProxies.of(List.of("10.0.0.0/8", "::1"));

  @ParameterizedTest
  @CsvSource({
    // A stranger may write what it likes.
    "192.0.2.1, 198.51.100.7, 192.0.2.1",
    // One gateway, and a gateway behind another proxy.
    "10.1.2.3, 192.0.2.9, 192.0.2.9",
    "10.1.2.3, '192.0.2.9, 10.9.9.9', 192.0.2.9",
    // What the client itself wrote stands before what the gateway saw.
    "10.1.2.3, '198.51.100.7, 192.0.2.9', 192.0.2.9",
    "10.1.2.3, '', 10.1.2.3",
    "10.1.2.3, 'unknown', 10.1.2.3",
    "10.1.2.3, '192.0.2.9, _hidden', 10.1.2.3",
    "::1, '2001:db8:1:2:3:4:5:6', 2001:db8:1:2:0:0:0:0/64",
    "2001:db8::7, '', 2001:db8:0:0:0:0:0:0/64",
  })
  void findsTheClientBehindTheProxiesThatAreTrusted(
      String hop, String forwardedFor, String client) {
    assertThat(proxies.clientOf(InetAddress.ofLiteral(hop), forwardedFor)).isEqualTo(client);
  }

  @Test
  void looksAtABoundedNumberOfHops() {
    String hops = "10.0.0.1,".repeat(10_000) + "10.0.0.2";

    assertThat(proxies.clientOf(InetAddress.ofLiteral("10.0.0.3"), hops)).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "gateway", "::/129", ""})
  void refusesWhatIsNoBlockOfAddresses(String block) {
    assertThatThrownBy(() -> TrustedProxies.of(List.of(block)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + block + "'");
  }

  @ParameterizedTest
  @CsvSource({"10.255.0.1, true", "11.0.0.1, false", "::1, true", "::2, false"})
  void trustsTheAddressesOfItsBlocks(String address, boolean trusted) {
    assertThat(proxies.trusts(InetAddress.ofLiteral(address))).isEqualTo(trusted);
  }
}
