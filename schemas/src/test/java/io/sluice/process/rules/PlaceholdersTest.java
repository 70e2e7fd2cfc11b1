package io.sluice.process.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.process.rules.JobVerdict.Accepted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
  private static final JobNames NAMES = new JobNames("camera-1", "Größe & 50%/a");

  @ParameterizedTest
  @CsvSource({
    "{processid}.mkv, camera-1.mkv",
    "{processid}/{outputid}.mkv, camera-1/main.mkv",
    "{reference}.mkv, Größe & 50%/a.mkv",
    "{{processid}}.mkv, {processid}.mkv",
    "{{{processid}}}.mkv, {camera-1}.mkv",
    "rtmp://live.example/{reference}, rtmp://live.example/Gr%C3%B6%C3%9Fe%20%26%2050%25%2Fa",
    "rtmp://live.example/{processid}?k=${secret:KEY}, rtmp://live.example/camera-1?k=${secret:KEY}",
  })
  void fillsAnAddress(String written, String filled) {
    assertThat(filled(new FfmpegLeg("main", written, List.of())).address()).isEqualTo(filled);
  }

  @Test
  void fillsOptions() {
    FfmpegLeg written =
        new FfmpegLeg("main", "live.m3u8", List.of("-hls_segment_filename", "{outputid}-%05d.ts"));

    assertThat(filled(written).options()).containsExactly("-hls_segment_filename", "main-%05d.ts");
  }

  @Test
  void doesNotLookAtWhatIsFilledInAgain() {
    FfmpegLeg written = new FfmpegLeg("main", "{reference}.mkv", List.of());
    FfmpegJob job =
        new FfmpegJob(
            List.of(), List.of(), List.of(written), new JobNames("camera-1", "{processid}"));

    assertThat(ProcessRules.judge(job, AddressLists.NONE))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted ->
                assertThat(accepted.job().outputs())
                    .extracting(FfmpegLeg::address)
                    .containsExactly("{processid}.mkv"));
  }

  private static FfmpegLeg filled(FfmpegLeg output) {
    FfmpegJob job = new FfmpegJob(List.of(), List.of(), List.of(output), NAMES);
    return ProcessRules.judge(job, AddressLists.NONE) instanceof Accepted(FfmpegJob filled)
        ? filled.outputs().getFirst()
        : new FfmpegLeg("refused", "", List.of());
  }
}
