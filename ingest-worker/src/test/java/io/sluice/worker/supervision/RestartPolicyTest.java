package io.sluice.worker.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.supervision.RestartPolicy.Row;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private final RestartPolicy policy =
      new RestartPolicy(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(60), 2);

  @Test
  void doublesThePauseUpToTheCap() {
    Row row = Row.NONE;
    long[] expected = {100, 200, 400, 800, 1000, 1000};
    for (long millis : expected) {
      row = policy.after(row, false, SHORT);
      assertThat(policy.pause(row, 1)).isEqualTo(Duration.ofMillis(millis));
    }
    for (int i = 0; i < 100; i++) {
      row = policy.after(row, false, SHORT);
    }
    assertThat(policy.pause(row, 1)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void spreadsRestartsOverHalfOfThePause() {
    Row row = policy.after(Row.NONE, false, SHORT);

    assertThat(policy.pause(row, 0)).isEqualTo(Duration.ofMillis(50));
    assertThat(policy.pause(row, 0.5)).isEqualTo(Duration.ofMillis(75));
  }

  @Test
  void answersAStolenPortAtOnceButNotForEver() {
    Row row = policy.after(Row.NONE, true, SHORT);
    assertThat(policy.pause(row, 1)).isZero();
    row = policy.after(row, true, SHORT);
    assertThat(policy.pause(row, 1)).isZero();
    row = policy.after(row, true, SHORT);
    assertThat(policy.pause(row, 1)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void forgetsFailuresAfterALongRun() {
    Row row = new Row(9, 0);

    assertThat(policy.after(row, false, Duration.ofSeconds(60))).isEqualTo(new Row(1, 0));
  }
}
