package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.failover.Outage;
import io.sluice.acceptance.fleet.FragileFleet;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Neither Kafka nor the control plane is missed by a stream, however long they are gone: longer
/// than a lease here, and a minute by `benchmarks/run outage`.
class OutageIT {
  @Test
  void touchesNoStreamAndLosesNoFact(@TempDir Path folder) throws Exception {
    try (FragileFleet fleet = new FragileFleet(folder, Duration.ofSeconds(3))) {
      assertThat(new Outage(fleet, 3, Duration.ofSeconds(5)).problems(folder)).isEmpty();
    }
  }
}
