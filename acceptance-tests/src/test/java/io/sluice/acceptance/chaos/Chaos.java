package io.sluice.acceptance.chaos;

import io.sluice.acceptance.audit.LogAudit;
import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.fleet.IslandFleet;
import io.sluice.acceptance.program.SluiceCli;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Strikes each fault in turn, and holds the log against the rules when all is over.
public final class Chaos {
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final int PUBLISHERS = 6;

  private Chaos() {}

  /// What is wrong after so many rounds of all faults; empty when nothing is.
  ///
  /// @throws org.awaitility.core.ConditionTimeoutException when the fleet does not come to rest
  ///   after a fault
  public static List<String> problemsAfter(int rounds, Path folder) throws Exception {
    try (IslandFleet fleet = IslandFleet.start(folder, LEASE);
        Publishing publishing = Publishing.start(fleet, PUBLISHERS, folder);
        Orchestrator orchestrator = Orchestrator.start(fleet)) {
      for (int round = 0; round < rounds; round++) {
        for (Fault fault : Fault.values()) {
          fault.strike(fleet, publishing);
          publishing.awaitOnAir();
        }
      }
      orchestrator.rest();
      publishing.end();
      return problems(fleet);
    }
  }

  private static List<String> problems(IslandFleet fleet) {
    List<String> problems = new ArrayList<>(LogAudit.problems(fleet.log()::of));
    Command verified = SluiceCli.run(fleet.bootstrap(), "replay", "--verify", "--all");
    if (verified.exitCode() != 0 || !verified.output().contains("No difference.")) {
      problems.add(verified.output() + verified.errors());
    }
    return problems;
  }
}
