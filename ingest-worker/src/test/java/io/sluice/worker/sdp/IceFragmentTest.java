package io.sluice.worker.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceFragmentTest {
  /// As RFC 9725 §4.3.2 shows it.
  private static final String TRICKLE =
      """
      a=group:BUNDLE 0 1
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      a=mid:0
      a=ice-ufrag:EsAw
      a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
      a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id 1
      a=candidate:3471623853 1 udp 2122194687 2001:db8::1 61765 typ host generation 0 ufrag EsAw
      a=candidate:473322822 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active
      a=candidate:2154773085 1 udp 2122262783 8a3f.local 61766 typ host
      a=end-of-candidates
      """;

  @Test
  void takesTheCandidatesOfUseAndSkipsTheOthers() {
    IceFragment fragment = read(TRICKLE);

    assertThat(fragment.mids()).containsExactly("0");
    assertThat(fragment.credentials())
        .contains(new IceCredentials("EsAw", "P2uYro0UCOQ4zxjKXaWCBui1"));
    assertThat(fragment.candidates())
        .containsExactly(
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 61_764),
            new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 61_765));
    assertThat(fragment.skipped()).isEqualTo(2);
  }

  @Test
  void readsCredentialsOfTheSessionLevel() {
    IceFragment fragment = read("a=ice-ufrag:9uB6\r\na=ice-pwd:YH75Fviy6338Vbrhrlp8Yh00\r\n");

    assertThat(fragment.credentials())
        .hasValueSatisfying(ice -> assertThat(ice.ufrag()).isEqualTo("9uB6"));
    assertThat(fragment.mids()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "candidate:1 1 udp",
        "candidate:1 1 udp 1 192.0.2.1 0 typ host",
        "candidate:1 1 udp 1 192.0.2.1 70000 typ host",
        "candidate:1 2 udp 1 192.0.2.1 9 typ host",
        "candidate:1 1 udp 1 host.example 9 typ host",
        "candidate: "
      })
  void skipsACandidateThatItCannotUse(String candidate) {
    IceFragment fragment = read("a=" + candidate + "\r\n");

    assertThat(fragment.candidates()).isEmpty();
    assertThat(fragment.skipped()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "a=mid:0\r\n",
        "m=audio\r\n",
        "a=ice-ufrag:EsAw\r\n",
        "a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n",
        "a=ice-ufrag:abc\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n",
        "a=ice-ufrag:EsAw\r\na=ice-pwd:short\r\n",
        "{\"candidate\": \"\"}"
      })
  void refusesWhatIsNoFragment(String text) {
    assertThat(IceFragment.read(text)).isInstanceOf(IceFragment.Reading.Malformed.class);
  }

  @RepeatedTest(200)
  void readsOrRefusesWhateverIsCutOrFlipped(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    StringBuilder damaged = new StringBuilder(TRICKLE);
    for (int i = 0; i < 1 + random.nextInt(20); i++) {
      damaged.setCharAt(random.nextInt(damaged.length()), (char) random.nextInt(256));
    }
    damaged.setLength(random.nextInt(damaged.length()));

    assertThat(IceFragment.read(damaged.toString())).isNotNull();
  }

  @Test
  void writesOurSideOfARestart() {
    Agreement agreement =
        ((Negotiation.Agreed) Negotiation.of(Offers.chromium(), Offers.H264_AND_OPUS)).agreement();
    LocalTransport transport =
        new LocalTransport(
            1,
            new IceCredentials("ours", "passwordOfOurs"),
            "sha-256 AB",
            List.of(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 8_189)),
            List.of());

    String fragment = FragmentWriter.write(agreement, transport);

    assertThat(fragment.lines())
        .startsWith("a=ice-lite", "a=group:BUNDLE 0 1")
        .contains("a=mid:0", "a=ice-ufrag:ours", "a=ice-pwd:passwordOfOurs")
        .contains("a=candidate:1 1 udp 2130706431 192.0.2.9 8189 typ host")
        .endsWith("a=end-of-candidates");
    assertThat(fragment).endsWith("\r\n").doesNotContain("fingerprint");
  }

  private static IceFragment read(String text) {
    return ((IceFragment.Reading.Read) IceFragment.read(text)).fragment();
  }
}
