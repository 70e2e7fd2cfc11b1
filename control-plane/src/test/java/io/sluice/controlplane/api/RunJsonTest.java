package io.sluice.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.reports.ReceptionSummary;
import io.sluice.controlplane.reports.RunSummary;
import io.sluice.eventlog.InputPosition;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunJsonTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void tellsHowTheMediaOfThePublisherComesInAndWhatOfItIsUnknown() {
    RunSummary run =
        run(Optional.of(new ReceptionSummary("a1b2c3d4", 12_345, 2, 17, 3_210, 640, -1)));

    assertThat(Json.write(out -> RunJson.write(out, run)))
        .contains(
            """
            "reception":{"sessionId":"a1b2c3d4","packetsReceived":12345,"packetsLost":2,\
            "packetsMissed":17,"videoJitter":3210,"audioJitter":640,"repeatTime":null}\
            """);
  }

  @Test
  void saysThatNoMediaCame() {
    assertThat(Json.write(out -> RunJson.write(out, run(Optional.empty()))))
        .contains("\"reception\":null");
  }

  private static RunSummary run(Optional<ReceptionSummary> reception) {
    return new RunSummary(
        1,
        1,
        "worker-1",
        NOON,
        NOON,
        38,
        25,
        128_400,
        1.01,
        0,
        0,
        1_500_000,
        4_096,
        reception,
        false,
        Optional.empty(),
        Optional.empty(),
        "",
        new InputPosition("sluice.reports", 0, 1));
  }
}
