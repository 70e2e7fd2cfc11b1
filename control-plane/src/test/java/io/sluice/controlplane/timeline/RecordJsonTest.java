package io.sluice.controlplane.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.StartProcess;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
  @Test
  void opensWhatATransitionRecords() {
    var config = Samples.config("show.mkv");
    var start = new StartProcess("c-1", "demo", Samples.NOON, "test", config);
    var transition = Samples.transition(7, Samples.NOON, start, new ProcessConfigured(config, 1L));

    var json = RecordJson.of(transition);

    assertThat(json.path("sequence").asLong()).isEqualTo(7);
    assertThat(json.path("decidedAt").asText()).isEqualTo("2026-11-23T12:00:00.123Z");
    assertThat(json.path("cause").path("type").asText()).isEqualTo("StartProcess");
    assertThat(json.path("cause").path("commandId").asText()).isEqualTo("c-1");
    assertThat(json.path("events").path(0).path("config").path("metadata").path("team").asText())
        .isEqualTo("news");
  }

  @Test
  void showsNeitherStreamKeyNorHashOfAToken() {
    var config = Samples.config("rtmp://example.org/live/s3cr3tkey");

    assertThat(RecordJson.of(config).toString())
        .doesNotContain("s3cr3tkey")
        .doesNotContain("abababab");
  }
}
