package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.chaos.Chaos;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Brokers, workers and control planes die, stop, are cut off and run out of room while publishers
/// are live and commands come; then the log is held against the rules. Needs root. More rounds by
/// `-Dsluice.chaos.rounds=10`.
class ChaosIT {
  @Test
  void keepsEveryRuleWhateverGoesWrong(@TempDir Path folder) throws Exception {
    int rounds = Integer.getInteger("sluice.chaos.rounds", 1);

    assertThat(Chaos.problemsAfter(rounds, folder)).isEmpty();
  }
}
