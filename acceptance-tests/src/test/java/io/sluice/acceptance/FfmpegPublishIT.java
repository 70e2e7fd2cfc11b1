package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.ffmpeg.DtlsRole;
import io.sluice.acceptance.ffmpeg.FfmpegPublisher;
import io.sluice.acceptance.ffmpeg.Recording;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// FFmpeg 8 publishes by its WHIP muxer, playing either DTLS role.
@ExtendWith(SharedFleet.class)
class FfmpegPublishIT {
  private final Fleet fleet;

  FfmpegPublishIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @ParameterizedTest
  @CsvSource({"PASSIVE, CLIENT", "ACTIVE, SERVER"})
  void recordsWhatFfmpegPublishes(DtlsRole role, String roleOfTheWorker) {
    String id = "ffmpeg-" + role;
    fleet.commands().start(id, Configs.recording("H264", id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    process.awaitRoute();

    try (FfmpegPublisher publisher = FfmpegPublisher.start(fleet.whipUrl(id), role, 6)) {
      assertThat(publisher.awaitEnd()).as(publisher.log()).isZero();
    }
    PublisherDisconnected gone = process.awaitFact(PublisherDisconnected.class);
    fleet.stop(id);

    assertThat(process.awaitFact(PublisherConnected.class).getDtlsRole())
        .isEqualTo(roleOfTheWorker);
    assertThat(gone.getReason()).isEqualTo("DELETED");
    Recording recording = Recording.of(fleet.output(id + ".mkv")).isWhole("h264", 4);
    recording.isInStep(0.5).isAudible();
    assertThat(recording.video().height()).isEqualTo(360);
  }

  @Test
  void takesFfmpegWithTheTokenOnly() {
    String id = "ffmpeg-token";
    fleet.commands().start(id, Configs.recordingFor("open-sesame", "H264", id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    process.awaitRoute();
    String url = fleet.whipUrl(id);

    try (FfmpegPublisher without = FfmpegPublisher.start(url, DtlsRole.ACTIVE);
        FfmpegPublisher with =
            FfmpegPublisher.start(url, DtlsRole.ACTIVE, "-authorization", "open-sesame")) {
      assertThat(without.awaitEnd()).isNotZero();
      assertThat(without.log()).contains("401");
      process.awaitFact(PublisherConnected.class);
      assertThat(with.quit()).isZero();
    }
    fleet.stop(id);

    assertThat(process.causes(PublisherConnected.class)).hasSize(1);
  }
}
