package io.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Proves that the simulation can fail: it finds each of these within so many seeds.
class PlantedBugsTest {
  private static final int SEEDS = 200;

  @Test
  void findsThatTheFencingCheckIsRemoved() {
    assertThat(problem(PlantedBugs.FENCING_CHECK_REMOVED)).startsWith("rule 1");
  }

  @Test
  void findsThatTheGenerationIsNotRaised() {
    assertThat(problem(PlantedBugs.GENERATION_NOT_RAISED)).startsWith("rule 4");
  }

  @Test
  void findsThatTheOutcomeIsWrittenOutsideTheTransaction() {
    assertThat(problem(PlantedBugs.OUTCOME_OUTSIDE_THE_TRANSACTION)).startsWith("rule 1");
  }

  @Test
  void findsThatALeaseIsFreedTwice() {
    assertThat(problem(PlantedBugs.LEASE_FREED_TWICE)).startsWith("rule 8");
  }

  @Test
  void findsThatAStaleFactIsAccepted() {
    assertThat(problem(PlantedBugs.STALE_FACT_ACCEPTED)).startsWith("rule 4");
  }

  private static String problem(Seams buggy) {
    return Seeds.run(1, SEEDS, Simulation.USUAL_STEPS, buggy, _ -> {})
        .broken()
        .map(Verdict.Broken::problem)
        .orElse("not found within " + SEEDS + " seeds");
  }
}
