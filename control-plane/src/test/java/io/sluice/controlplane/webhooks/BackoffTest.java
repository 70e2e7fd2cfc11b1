package io.sluice.controlplane.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff = Backoff.usual(Duration.ofMinutes(30));

  @ParameterizedTest
  @CsvSource({
    "1, 500, 1000",
    "2, 1000, 2000",
    "5, 8000, 16000",
    "9, 60000, 120000",
    "1000000, 60000, 120000"
  })
  void doublesUpToALimitAndDrawsFromTheUpperHalf(int failed, long least, long most) {
    assertThat(backoff.pause(failed, 0)).isEqualTo(Duration.ofMillis(least));
    assertThat(backoff.pause(failed, 1)).isEqualTo(Duration.ofMillis(most));
  }

  @Test
  void endsWithThePatience() {
    assertThat(backoff.allows(Duration.ofMinutes(29), Duration.ofMinutes(1))).isTrue();
    assertThat(backoff.allows(Duration.ofMinutes(29), Duration.ofSeconds(61))).isFalse();
  }

  @Test
  void readsAnswers() {
    assertThat(Answer.of(204, Optional.empty())).isEqualTo(new Answer.Taken());
    assertThat(Answer.of(410, Optional.empty())).isEqualTo(new Answer.Never("answered 410"));
    assertThat(Answer.of(503, Optional.of("7")))
        .isEqualTo(new Answer.NotNow("answered 503", Optional.of(Duration.ofSeconds(7))));
    assertThat(Answer.of(302, Optional.of("Sun, 06 Nov 1994 08:49:37 GMT")))
        .isEqualTo(new Answer.NotNow("answered 302", Optional.empty()));
  }
}
