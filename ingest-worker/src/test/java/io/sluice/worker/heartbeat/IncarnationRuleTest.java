package io.sluice.worker.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class IncarnationRuleTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  @Test
  void isTheTimeInMicroseconds() {
    assertThat(IncarnationRule.next(NOW, OptionalLong.empty()).value()).isEqualTo(1_000_000_000L);
    assertThat(IncarnationRule.next(NOW, OptionalLong.of(5)).value()).isEqualTo(1_000_000_000L);
  }

  @Test
  void growsEvenWhenTheClockWentBack() {
    assertThat(IncarnationRule.next(NOW, OptionalLong.of(2_000_000_000L)).value())
        .isEqualTo(2_000_000_001L);
  }
}
