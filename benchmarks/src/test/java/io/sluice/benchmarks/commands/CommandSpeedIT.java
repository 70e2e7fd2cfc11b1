package io.sluice.benchmarks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// It still measures; no figure is checked.
class CommandSpeedIT {
  @Test
  void settlesAllFlatOutAndAtThePaceAndDecidesAgainAfterARestart(@TempDir Path folder)
      throws Exception {
    assertThat(CommandSpeed.measure(folder, new CommandPlan(100, 1, 100, 300)))
        .anyMatch(line -> line.startsWith("| ratio | | | "))
        .anyMatch(line -> line.equals("lag after the last outcome: 0"))
        .anyMatch(line -> line.startsWith("ended by kill -9, started again: first outcome after"));
  }
}
