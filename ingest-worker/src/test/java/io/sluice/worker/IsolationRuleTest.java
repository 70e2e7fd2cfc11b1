package io.sluice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IsolationRuleTest {
  @Test
  void acceptsTheUsualSettings() {
    assertThat(problem(4_000, 2_000, 6_000)).isEmpty();
  }

  @Test
  void refusesALimitThatLeavesFfmpegNoTimeToFinish() {
    assertThat(problem(4_001, 2_000, 6_000))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("(4001 ms)", "(6000 ms)", "at least 2000 ms"));
  }

  @Test
  void refusesALimitThatOneLateHeartbeatReaches() {
    assertThat(problem(2_000, 2_000, 6_000))
        .hasValueSatisfying(problem -> assertThat(problem).contains("longer than"));
    assertThat(problem(2_001, 2_000, 6_000)).isEmpty();
  }

  private static Optional<String> problem(long limit, long heartbeat, long lease) {
    return IsolationRule.problem(
        Duration.ofMillis(limit), Duration.ofMillis(heartbeat), Duration.ofMillis(lease));
  }
}
