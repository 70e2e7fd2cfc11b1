package io.sluice.controlplane.process;

import static io.sluice.controlplane.process.Given.given;
import static io.sluice.controlplane.process.Samples.config;
import static io.sluice.controlplane.process.Samples.recording;
import static io.sluice.controlplane.process.Samples.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.process.rules.FfmpegLeg;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigRulesTest {
  static Stream<Arguments> refusedConfigurations() {
    return Stream.of(
        whip("whipIngest.videoPayloadType", "H264", "OPUS", 95, 111),
        whip("whipIngest.videoPayloadType", "H264", "OPUS", 128, 111),
        whip("whipIngest.videoPayloadType", "H264", "OPUS", -1, 111),
        whip("whipIngest.audioPayloadType", "H264", "OPUS", 96, 95),
        whip("whipIngest.audioPayloadType", "H264", "OPUS", 97, 97),
        // Equal only once the default is filled in.
        whip("whipIngest.audioPayloadType", "H264", "OPUS", 0, 96),
        whip("whipIngest.audioPayloadType", "H264", "OPUS", 111, 0),
        whip("whipIngest.videoCodec", "H266", "OPUS", 0, 0),
        whip("whipIngest.videoCodec", "h264", "OPUS", 0, 0),
        whip("whipIngest.audioCodec", "H264", "MP3", 0, 0),
        choice("whipIngest.videoCodec", List.of("VP8", "OPUS"), List.of("OPUS"), "", ""),
        choice("whipIngest.videoCodec", List.of("VP8", "VP8"), List.of("OPUS"), "", ""),
        choice("whipIngest.audioCodec", List.of("VP8"), List.of("PCMU", "PCMU"), "", ""),
        choice("whipIngest.start", List.of("VP8", "H264"), List.of("OPUS"), "EAGER", ""),
        choice("whipIngest.start", List.of("VP8"), List.of("OPUS", "PCMA"), "EAGER", ""),
        choice("whipIngest.start", List.of("VP8"), List.of("OPUS"), "LATER", ""),
        choice("whipIngest.onResolutionChange", List.of("VP8"), List.of("OPUS"), "", "SCALE"),
        Arguments.of(
            "whipIngest.bearerToken",
            config(
                new WhipIngest(true, List.of(), List.of(), 0, 0, "my-token", "", false, ""),
                List.of())),
        Arguments.of("output", config(whipOn(), List.of(), List.of())),
        outputs("output[0].id", new FfmpegLeg("", "a.mkv", List.of())),
        outputs("output[0].id", new FfmpegLeg("a b", "a.mkv", List.of())),
        outputs("output[1].id", recording(), recording()),
        outputs("output[0].address", new FfmpegLeg("a", "", List.of())),
        outputs("output[0].address", new FfmpegLeg("a", "../a.mkv", List.of())),
        outputs("output[0].address", new FfmpegLeg("a", "rtmp://u:p@127.0.0.1/live", List.of())),
        outputs("output[1].address", recording(), new FfmpegLeg("a", "file:/a", List.of())),
        Arguments.of(
            "input[0].id",
            config(whipOn(), List.of(new FfmpegLeg("whip:video", "rtp://127.0.0.1", List.of())))),
        Arguments.of(
            "input[0].address",
            config(whipOn(), List.of(new FfmpegLeg("a", "/etc/passwd", List.of())))),
        Arguments.of("input", config(Samples.whip(false), List.of())));
  }

  @ParameterizedTest
  @MethodSource("refusedConfigurations")
  void refusesTheConfigurationAndNamesTheField(String field, ProcessConfig config) {
    Decision decision = given().when(start("c1", config)).decision();
    assertThat(decision.events())
        .singleElement()
        .isInstanceOfSatisfying(
            CommandRejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(Rejection.INVALID_CONFIG);
              assertThat(rejected.field()).isEqualTo(field);
              assertThat(rejected.detail()).startsWith(field);
            });
  }

  @Test
  void acceptsAReferenceInThePlaceOfAPassword() {
    FfmpegLeg output =
        new FfmpegLeg("a", "rtmp://u:${secret:STUDIO}@127.0.0.1/live", List.of("-f", "flv"));
    Decision decision =
        given().when(start("c1", config(whipOn(), List.of(), List.of(output)))).decision();
    assertThat(decision.events()).hasSize(3);
  }

  @Test
  void acceptsAProcessWithoutWhipThatHasAnInput() {
    Decision decision = given().when(start("c1", Samples.plainConfig())).decision();
    assertThat(decision.events()).hasSize(3);
  }

  @Test
  void startsWithThePublisherWhenSeveralCodecsAreListed() {
    assertThat(startOf(Samples.whip(List.of("VP8", "H264"), List.of(), "", "")))
        .isEqualTo("ON_PUBLISH");
    assertThat(startOf(Samples.whip(List.of(), List.of("OPUS", "PCMU"), "", "")))
        .isEqualTo("ON_PUBLISH");
  }

  @Test
  void startsAtOnceWithOneCodecOfEachKindUnlessItIsToWait() {
    assertThat(startOf(Samples.whip(List.of("H265"), List.of("PCMU"), "", ""))).isEqualTo("EAGER");
    assertThat(startOf(Samples.whip(List.of("AV1"), List.of(), "ON_PUBLISH", "")))
        .isEqualTo("ON_PUBLISH");
  }

  private static String startOf(WhipIngest whip) {
    return given().when(start("c1", config(whip, List.of()))).decision().events().stream()
        .filter(ProcessEvent.ProcessConfigured.class::isInstance)
        .map(ProcessEvent.ProcessConfigured.class::cast)
        .map(configured -> configured.config().whipIngest().start())
        .findFirst()
        .orElseThrow();
  }

  private static WhipIngest whipOn() {
    return Samples.whip(true);
  }

  private static Arguments whip(
      String field, String video, String audio, int videoPayloadType, int audioPayloadType) {
    return Arguments.of(
        field,
        config(
            new WhipIngest(
                true,
                List.of(video),
                List.of(audio),
                videoPayloadType,
                audioPayloadType,
                null,
                "",
                false,
                ""),
            List.of()));
  }

  private static Arguments choice(
      String field, List<String> video, List<String> audio, String start, String onChange) {
    return Arguments.of(field, config(Samples.whip(video, audio, start, onChange), List.of()));
  }

  private static Arguments outputs(String field, FfmpegLeg... outputs) {
    return Arguments.of(field, config(whipOn(), List.of(), List.of(outputs)));
  }
}
