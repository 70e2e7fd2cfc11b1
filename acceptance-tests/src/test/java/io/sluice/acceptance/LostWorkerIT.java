package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.acceptance.fleet.MemberJvm;
import io.sluice.acceptance.http.HttpCalls;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.schemas.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker that dies and does not come back takes no process with it.
class LostWorkerIT {
  @Test
  void placesTheProcessesOfALostWorkerAgainUnderTheSamePublicUrl(@TempDir Path folder)
      throws IOException {
    try (FragileFleet fleet = new FragileFleet(folder, Duration.ofSeconds(3))) {
      fleet.startControlPlane();
      Map<String, MemberJvm> workers =
          Map.of(
              "worker-1", fleet.startWorker("worker-1"),
              "worker-2", fleet.startWorker("worker-2"));
      fleet.commands().start("bereft", Configs.recording("H264", "bereft.mkv"));
      ProcessWatch process = fleet.process("bereft");
      Route before = process.awaitRoute();

      Objects.requireNonNull(workers.get(before.getWorkerId())).kill();
      Route after = process.awaitRouteAfter(before);

      assertThat(after.getWorkerId()).isNotEqualTo(before.getWorkerId());
      assertThat(after.getGeneration()).isEqualTo(2);
      assertThat(HttpCalls.staying().offer(fleet.whipUrl("bereft")).statusCode()).isEqualTo(201);
      fleet.commands().stop("bereft");
      process.awaitState("STOPPED");
    }
  }
}
