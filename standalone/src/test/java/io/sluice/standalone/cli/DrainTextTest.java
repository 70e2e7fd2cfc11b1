package io.sluice.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.standalone.orchestrator.DrainProgress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DrainTextTest {
  private static final Instant DEADLINE = Instant.parse("2026-01-01T22:40:00.5Z");

  @Test
  void saysWhatIsLeftAndWhy() {
    assertThat(DrainText.of(new DrainProgress(12, 9, 2, 3, 0), DEADLINE))
        .isEqualTo(
            "3 of 12 moved, 3 move, 2 wait for their publishers until 22:40:00Z,"
                + " 4 wait for room elsewhere");
  }

  @Test
  void saysOneOfEach() {
    assertThat(DrainText.of(new DrainProgress(4, 3, 1, 1, 1), DEADLINE))
        .isEqualTo(
            "1 of 4 moved, 1 moves, 1 waits for its publisher until 22:40:00Z,"
                + " 1 waits for room elsewhere, 1 has no worker");
  }

  @Test
  void saysNothingMoreWhenNothingIsLeft() {
    assertThat(DrainText.of(new DrainProgress(12, 0, 0, 0, 0), DEADLINE))
        .isEqualTo("12 of 12 moved");
  }
}
