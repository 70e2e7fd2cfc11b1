package io.sluice.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// It still measures; no figure is checked.
class FleetCostIT {
  @Test
  void seesEachWorkerBeforeItMeasures(@TempDir Path folder) throws Exception {
    assertThat(FleetCost.measure(folder, Duration.ofSeconds(1), List.of(20)))
        .last()
        .asString()
        .startsWith("| 20 | 10 | ");
  }
}
