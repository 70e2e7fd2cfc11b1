package io.sluice.standalone.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.controlplane.archive.Moment;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-28T02:13:07.123Z, 2026-11-28T02:13:07.123Z, 2026-11-28T02:13:07.124Z",
    "2026-11-28T02:13:07Z,     2026-11-28T02:13:07Z,     2026-11-28T02:13:08Z",
    "2026-11-28 02:13,         2026-11-28T02:13:00Z,     2026-11-28T02:14:00Z",
    "2026-11-28,               2026-11-28T00:00:00Z,     2026-11-29T00:00:00Z",
    "02:13,                    2026-11-28T02:13:00Z,     2026-11-28T02:14:00Z",
    "02:13:07.5,               2026-11-28T02:13:07.5Z,   2026-11-28T02:13:07.6Z",
    "23:59,                    2026-11-27T23:59:00Z,     2026-11-28T00:00:00Z"
  })
  void standsForAllThatItsLastDigitCovers(String text, Instant begin, Instant end) {
    assertThat(Times.read(text, NOON)).isEqualTo(new Times(begin, end));
  }

  @Test
  void readsHowLongAgo() {
    assertThat(Times.read("90m", NOON).begin()).isEqualTo("2026-11-28T10:30:00Z");
    assertThat(Times.read("2d", NOON).begin()).isEqualTo("2026-11-26T12:00:00Z");
  }

  @Test
  void takesANumberForATransition() {
    assertThat(Times.moment("17", NOON)).isEqualTo(new Moment.Number(17));
    assertThat(Times.beginning("17", NOON)).isEqualTo(new Moment.Number(17));
  }

  @Test
  void beginsAtTheBeginningAndEndsAtTheEnd() {
    assertThat(Times.beginning("02:13", NOON))
        .isEqualTo(new Moment.At(Instant.parse("2026-11-28T02:13:00Z")));
    assertThat(Times.moment("02:13", NOON))
        .isEqualTo(new Moment.At(Instant.parse("2026-11-28T02:13:59.999999999Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "25:00", "2026-13-01", "2:13", "10y", "Z"})
  void saysHowATimeIsWritten(String text) {
    assertThatThrownBy(() -> Times.read(text, NOON))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("not a time: " + text)
        .hasMessageContaining("02:13");
  }
}
