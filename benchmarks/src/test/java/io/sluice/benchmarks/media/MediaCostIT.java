package io.sluice.benchmarks.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.udp.DatagramIo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The benchmark measures what it says; the figures themselves are no test's matter.
class MediaCostIT {
  private static final int ROUNDS = 2;
  private static final Plan SMALL =
      new Plan(
          Cores.ANY,
          DatagramIo.AUTO,
          Plan.ALL_PACES,
          ROUNDS,
          10,
          0,
          Duration.ofMillis(400),
          Duration.ofMillis(50),
          Duration.ofMillis(200));

  /// The worker keeps a picture until it is whole: one a stream may be left from the run before.
  private static final long UNFINISHED = (long) SMALL.streams() * Pace.FRAME_PACKETS;

  @Test
  void letsEachForwarderCarryThePacketsAtEachPace() throws Exception {
    StringBuilder tables = new StringBuilder();
    Costs costs = MediaCost.measure(SMALL, tables::append).costs();

    assertThat(costs.forwarders()).hasSize(Baseline.Kind.values().length + 2);
    for (String forwarder : costs.forwarders()) {
      for (Pace pace : SMALL.paces()) {
        List<Reading> readings = costs.of(forwarder, pace);
        assertThat(readings).as("%s, %s", forwarder, pace.name()).hasSize(ROUNDS);
        assertThat(readings)
            .as("%s, %s", forwarder, pace.name())
            .allMatch(reading -> reading.packets() > 0)
            .allMatch(reading -> reading.arrived() <= reading.sent() + UNFINISHED)
            .allMatch(reading -> Double.isFinite(reading.nanosPerPacket()))
            .allMatch(reading -> reading.cpuNanos() > 0);
      }
    }
    assertThat(tables).contains("| Sluice / C |").doesNotContain("NaN");
  }
}
