package io.sluice.standalone.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LengthsTest {
  @Test
  void readsSecondsMinutesHoursAndDays() {
    assertThat(Lengths.read("30s", "--deadline")).isEqualTo(Duration.ofSeconds(30));
    assertThat(Lengths.read("10m", "--deadline")).isEqualTo(Duration.ofMinutes(10));
    assertThat(Lengths.read("2h", "--deadline")).isEqualTo(Duration.ofHours(2));
    assertThat(Lengths.read("0s", "--deadline")).isZero();
    assertThat(Lengths.read("7d", "--deadline")).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void namesTheOptionThatItCannotRead() {
    assertThatThrownBy(() -> Lengths.read("soon", "--deadline"))
        .isInstanceOf(UserErrorException.class)
        .hasMessage("--deadline must be like 30s, 10m or 2h, is soon");
    assertThatThrownBy(() -> Lengths.read("8d", "--deadline")).hasMessageContaining("at most 7d");
  }
}
