package io.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.simulation.Verdict.Broken;
import io.sluice.simulation.Verdict.Sound;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int SEEDS = 60;

  @Test
  void breaksNoRuleWhateverGoesWrong() {
    Seeds.Result result = Seeds.run(1, SEEDS, Simulation.USUAL_STEPS, Seams.SOUND, _ -> {});
    assertThat(result.broken().map(b -> b.problem() + "\n" + b.command())).isEmpty();
  }

  @Test
  void isNotSoundBecauseNothingHappened() {
    Figures figures = Seeds.run(1, SEEDS, Simulation.USUAL_STEPS, Seams.SOUND, _ -> {}).figures();
    assertThat(figures.worlds()).isEqualTo(SEEDS);
    assertThat(figures.commands()).isGreaterThan(SEEDS * 10L);
    assertThat(figures.transitions()).isGreaterThan(figures.commands());
    assertThat(figures.placements()).isGreaterThan(SEEDS * 5L);
    assertThat(figures.publishers()).isGreaterThan(SEEDS);
    assertThat(figures.faults()).isGreaterThan(SEEDS);
  }

  @Test
  void runsTheSameSeedTheSameWay() {
    Verdict first = Simulation.run(7, 500, Seams.SOUND);
    Verdict second = Simulation.run(7, 500, Seams.SOUND);
    assertThat(first).isInstanceOf(Sound.class).isEqualTo(second);
  }

  @Test
  void breaksABrokenSeedAtTheSamePlaceAgain() {
    Broken first =
        Seeds.run(1, 200, Simulation.USUAL_STEPS, PlantedBugs.LEASE_FREED_TWICE, _ -> {})
            .broken()
            .orElseThrow();
    assertThat(Simulation.run(first.seed(), first.steps(), PlantedBugs.LEASE_FREED_TWICE))
        .isEqualTo(first);
    assertThat(first.command())
        .isEqualTo("./sluice simulate --seed " + first.seed() + " --steps " + first.steps());
    assertThat(first.trace()).isNotEmpty();
  }
}
