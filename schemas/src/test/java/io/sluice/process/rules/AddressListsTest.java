package io.sluice.process.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.process.rules.AddressLists.Direction;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListsTest {
  @ParameterizedTest
  @CsvSource({
    "rtmp://live.example, rtmp://live.example/app/key",
    "rtmp://live.example:1935, rtmp://live.example/app",
    "*://*.example.com, srt://a.b.example.com:9000?mode=caller",
    "*://LIVE.example, rtmps://live.EXAMPLE/app",
    "*://10.0.0.0/8, tcp://10.200.3.4:80",
    "*://10.1.2.3, tcp://10.1.2.3:80",
    "*://10.0.0.0/8:1935, rtmp://10.9.9.9/app",
    "*://0.0.0.0/0, tcp://8.8.8.8:53",
    "srt://[2001:db8::]/32:9000, srt://[2001:db8:1::5]:9000",
    "*://[::1], http://[::1]/x",
    "http*://live.example, https://live.example/x",
  })
  void anEntryMatches(String pattern, String address) {
    assertThat(Direction.of(List.of(), List.of(pattern)).againstUrl(target(address), none()))
        .contains(Rule.ADDRESS_BLOCKED);
  }

  @ParameterizedTest
  @CsvSource({
    "rtmp://live.example, rtmps://live.example/app",
    "rtmp://live.example:1936, rtmp://live.example/app",
    "*://*.example.com, rtmp://example.com/app",
    "*://*.example.com, rtmp://example.com.evil.test/app",
    "*://10.0.0.0/8, tcp://11.0.0.1:80",
    "*://10.0.0.0/31, tcp://10.0.0.2:80",
    "*://0.0.0.0/0, tcp://[::1]:80",
    "*://live.example, rtmp://live.example.@other.test/app",
  })
  void anEntryDoesNotMatch(String pattern, String address) {
    assertThat(Direction.of(List.of(), List.of(pattern)).againstUrl(target(address), none()))
        .isEmpty();
  }

  @Test
  void theBlockListWins() {
    Direction lists = Direction.of(List.of("*://live.example"), List.of("rtmp://live.example"));

    assertThat(lists.againstUrl(target("rtmp://live.example/a"), none()))
        .contains(Rule.ADDRESS_BLOCKED);
    assertThat(lists.againstUrl(target("rtmps://live.example/a"), none())).isEmpty();
  }

  @Test
  void pathsAreOfTheSameLists() {
    Direction lists = Direction.of(List.of("path:public/*"), List.of("path:public/old/*"));

    assertThat(lists.againstPath("public/show.mkv")).isEmpty();
    assertThat(lists.againstPath("public/old/show.mkv")).contains(Rule.ADDRESS_BLOCKED);
    assertThat(lists.againstPath("show.mkv")).contains(Rule.ADDRESS_NOT_ALLOWED);
    assertThat(lists.againstUrl(target("rtmp://live.example/a"), none()))
        .contains(Rule.ADDRESS_NOT_ALLOWED);
  }

  @Test
  void aNameIsJudgedByWhatItStandsForOnceItIsLookedUp() {
    Direction blocking = Direction.of(List.of(), List.of("*://127.0.0.0/8"));
    UrlTarget name = target("http://localhost/");

    assertThat(blocking.mustLookUp(name)).isTrue();
    assertThat(blocking.mustLookUp(target("http://127.0.0.1/"))).isFalse();
    assertThat(blocking.againstUrl(name, none())).isEmpty();
    assertThat(blocking.againstUrl(name, some("8.8.8.8", "127.0.0.1")))
        .contains(Rule.ADDRESS_BLOCKED);
    assertThat(blocking.againstUrl(name, some("8.8.8.8"))).isEmpty();
  }

  @Test
  void eachAddressOfANameMustBeAllowed() {
    Direction allowing = Direction.of(List.of("*://10.0.0.0/8"), List.of());
    UrlTarget name = target("http://inside.test/");

    assertThat(allowing.againstUrl(name, none())).isEmpty();
    assertThat(allowing.againstUrl(name, some("10.0.0.1", "10.0.0.2"))).isEmpty();
    assertThat(allowing.againstUrl(name, some("10.0.0.1", "8.8.8.8")))
        .contains(Rule.ADDRESS_NOT_ALLOWED);
    assertThat(allowing.againstUrl(name, some())).contains(Rule.ADDRESS_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "live.example",
        "rtmp:live.example",
        "rtmp://",
        "*://10.0.0.0/33",
        "*://name/8",
        "*://[::1",
        "*://[::1]/129",
        "rtmp://a b",
        "rtmp://live.example/app"
      })
  void refusesWhatIsNoPattern(String text) {
    assertThatThrownBy(() -> AddressPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void namesThePropertyThatCannotBeUsed() {
    assertThatThrownBy(() ->
            AddressLists.configured(
                "sluice.worker.", List.of(), List.of(), List.of(), List.of("nothing")))
        .hasMessageStartingWith("sluice.worker.output-block: 'nothing'");
  }

  private static UrlTarget target(String address) {
    return UrlTarget.of(address).orElseThrow();
  }

  private static Optional<List<InetAddress>> none() {
    return Optional.empty();
  }

  private static Optional<List<InetAddress>> some(String... addresses) {
    return Optional.of(List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
  }
}
