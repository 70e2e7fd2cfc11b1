package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.audit.LogAudit;
import io.sluice.acceptance.failover.Regained;
import io.sluice.acceptance.failover.WorkerLoss;
import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.schemas.Route;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker that dies and does not come back takes no process with it. How soon its publishers are
/// on air again is measured by `benchmarks/run failover`.
class LostWorkerIT {
  private static final int PUBLISHERS = 4;

  @Test
  void itsPublishersFindTheirProcessesElsewhereUnderTheSamePublicUrl(@TempDir Path folder)
      throws Exception {
    try (FragileFleet fleet = new FragileFleet(folder, Duration.ofSeconds(3))) {
      WorkerLoss loss = new WorkerLoss(fleet, PUBLISHERS);

      assertThat(loss.run(folder))
          .extracting(Regained::process)
          .containsExactlyInAnyOrderElementsOf(loss.ids());

      assertThat(loss.ids())
          .map(id -> fleet.process(id).route().orElseThrow())
          .extracting(Route::getWorkerId)
          .doesNotContain("worker-1");
      loss.ids().forEach(fleet.commands()::stop);
      loss.ids().forEach(id -> fleet.process(id).awaitState("STOPPED"));
      assertThat(LogAudit.problems(fleet.log()::of)).isEmpty();
    }
  }
}
