package io.sluice.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceServersTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000 - 3_600));

  @Test
  void tellsStunServersAsTheyAre() {
    assertThat(of("", "stun:stun.example.net:3478").links("cam-7"))
        .containsExactly(
            new HeaderField("Link", "<stun:stun.example.net:3478>; rel=\"ice-server\""));
  }

  /// The credential is what `openssl dgst -sha1 -hmac north` makes of the user name.
  @Test
  void givesCredentialsForTurnThatEndInTime() {
    assertThat(of("north", "turn:turn.example.net?transport=udp").links("cam-7"))
        .containsExactly(
            new HeaderField(
                "Link",
                "<turn:turn.example.net?transport=udp>; rel=\"ice-server\";"
                    + " username=\"1700000000:cam-7\";"
                    + " credential=\"qCFMDiLFjCqr9dTYdc3M00iccVs=\";"
                    + " credential-type=\"password\""));
  }

  @Test
  void tellsOneLinkForEachServer() {
    assertThat(of("s", "stun:a", "turns:b:443", "turn:[2001:db8::1]:3478").links("x")).hasSize(3);
    assertThat(IceServers.none().links("x")).isEmpty();
  }

  @Test
  void asksForTheSecretOfATurnServer() {
    assertThatThrownBy(() -> of("", "stun:a", "turn:b"))
        .hasMessage("'turn:b' needs a secret shared with that server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a:3478",
        "http://a",
        "stun://a",
        "stun:a?transport=udp",
        "turn:a?transport=x",
        "stun:a>; rel=\"x\"",
        "turn:a b",
        "stun:a:123456"
      })
  void refusesWhatIsNoIceServer(String url) {
    assertThatThrownBy(() -> of("secret", url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + url + "' is no URL like");
  }

  private static IceServers of(String secret, String... urls) {
    return IceServers.of(List.of(urls), secret, Duration.ofHours(1), NOW);
  }
}
