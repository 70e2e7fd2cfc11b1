package io.sluice.benchmarks.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A small fleet with the same rules as the big one.
class PlacementSimulationTest {
  private static final PlacementPlan ALONE = new PlacementPlan(200, 2_000, 1, 1_000, 2_000, 20, 3);
  private static final PlacementPlan TOGETHER =
      new PlacementPlan(200, 2_000, 3, 1_000, 2_000, 20, 3);

  @Test
  void neverFillsAWorkerAboveWhatItTakesAndKeepsEveryConstraint() {
    PlacementFigures figures = new PlacementSimulation(ALONE, SluicePlacer::new).run();
    assertThat(figures.placed).isGreaterThan(3_000);
    assertThat(figures.onFullWorkers).isZero();
    assertThat(figures.againstConstraints).isZero();
    assertThat(figures.waitedInSpiteOfRoom).isZero();
  }

  @Test
  void doesNotHerdWhenSeveralControlPlanesPlaceAtTheSameTime() {
    PlacementFigures figures = new PlacementSimulation(TOGETHER, SluicePlacer::new).run();
    PlacementFigures stale =
        new PlacementSimulation(TOGETHER, (_, seed) -> new StalePlacer(true, seed)).run();
    assertThat(figures.againstConstraints).isZero();
    assertThat(figures.onFullWorkers * 20).isLessThan(stale.onFullWorkers);
    assertThat(figures.maxCpu).isLessThan(stale.maxCpu);
  }

  @Test
  void theSimulationFindsAHerd() {
    PlacementFigures stale =
        new PlacementSimulation(ALONE, (_, seed) -> new StalePlacer(true, seed)).run();
    assertThat(stale.onFullWorkers).isPositive();
  }
}
