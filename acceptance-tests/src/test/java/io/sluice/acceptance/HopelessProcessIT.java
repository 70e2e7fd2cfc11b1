package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.acceptance.program.SluiceCli;
import io.sluice.schemas.FfmpegFailure;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessQuarantined;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Supervision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What can never work is not tried for ever.
@ExtendWith(SharedFleet.class)
class HopelessProcessIT {
  private static final int FAILURES = 3;

  private final Fleet fleet;

  HopelessProcessIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  void isQuarantinedWithItsEvidenceUntilItIsReleased() {
    String id = "hopeless";
    ProcessWatch process = fleet.process(id);
    fleet.commands().start(id, ontoAClosedPort());

    ProcessSnapshot quarantined = process.awaitState("QUARANTINED");

    assertThat(quarantined.getFailures())
        .hasSize(FAILURES)
        .extracting(FfmpegFailure::getReason)
        .containsOnly("OUTPUT_REFUSED");
    assertThat(quarantined.getWorkerId()).isEmpty();
    Command report = SluiceCli.run(fleet.bootstrap(), "report", id);
    assertThat(report.outputOrFail()).contains("OUTPUT_REFUSED").contains("Connection refused");

    SluiceCli.run(fleet.bootstrap(), "release", id).outputOrFail();
    process.awaitEvents(ProcessQuarantined.class, 2);
    assertThat(process.awaitState("QUARANTINED").getGeneration())
        .isGreaterThan(quarantined.getGeneration());

    fleet.stop(id);
  }

  /// Nobody listens there.
  private static ProcessConfig ontoAClosedPort() {
    ProcessConfig picture = Configs.withoutWhip("unused.mkv");
    Leg nowhere =
        Leg.newBuilder()
            .setId("nowhere")
            .setAddress("rtmp://127.0.0.1:9/live/x")
            .setOptions(List.of("-f", "flv"))
            .build();
    return ProcessConfig.newBuilder(picture)
        .setOutput(List.of(nowhere))
        .setSupervision(
            Supervision.newBuilder()
                .setReconnectDelayMillis(50)
                .setQuarantineFailures(FAILURES)
                .build())
        .build();
  }
}
