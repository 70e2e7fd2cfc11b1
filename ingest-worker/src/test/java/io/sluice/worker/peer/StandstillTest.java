package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandstillTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NO_STUN              | no STUN from the publisher in 15 s: UDP port 8189 is probably blocked
          WRONG_PASSWORD       | STUN came, but none with the right password in 15 s
          ONLY_REFUSED_CHECKS  | STUN came, but only checks that had to be refused in 15 s
          NO_CLIENT_HELLO      | STUN came, but no DTLS ClientHello in 15 s
          NO_SERVER_HELLO      | STUN came, but the publisher answered no DTLS ClientHello in 15 s
          HANDSHAKE_UNFINISHED | the DTLS handshake began, but was not finished in 15 s
          NO_RTP               | DTLS was done, but no RTP came from the publisher in 15 s
          NO_USABLE_RTP        | DTLS was done, but of the RTP that came none could be used in 15 s
          """)
  void namesTheSideThatWasSilentAndTheStep(Standstill at, String words) {
    assertThat(at.diagnosis(Duration.ofMillis(15_020), "UDP port 8189")).startsWith(words);
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, NO_STUN",
    "true, false, WRONG_PASSWORD",
    "true, true, ONLY_REFUSED_CHECKS"
  })
  void tellsSilenceFromChecksThatCouldNotBeFollowed(
      boolean wrongPassword, boolean refused, Standstill expected) {
    var heard = new Phase.Heard(wrongPassword, refused, false);

    assertThat(new Phase.AwaitingCheck().standstill(heard)).isEqualTo(expected);
  }
}
