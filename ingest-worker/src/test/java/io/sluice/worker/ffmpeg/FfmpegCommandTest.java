package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.sdp.MediaCodec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FfmpegCommandTest {
  private static final LegPlan PLAN =
      LegPlan.adjacent(20_000, MediaCodec.H264, 96, MediaCodec.OPUS, 111);
  private static final FfmpegLeg OUTPUT = new FfmpegLeg("out", "/out/a.mkv", List.of());

  @Test
  void prependsTheWhipLegsToTheInputsOfTheProcess() {
    FfmpegLeg own =
        new FfmpegLeg("own", "rtsp://camera.example/1", List.of("-rtsp_transport", "tcp"));

    List<String> arguments =
        FfmpegCommand.arguments(
            new FfmpegJob(List.of("-copyts"), List.of(own), List.of(OUTPUT)), Optional.of(PLAN));

    assertThat(inputs(arguments))
        .containsExactly(InputSdp.asDataUrl(PLAN), "rtsp://camera.example/1");
    assertThat(arguments.indexOf("-copyts")).isLessThan(arguments.indexOf("-i"));
    assertThat(FfmpegCommand.WHIP_LEG_IDS).containsExactly("whip:video", "whip:audio");
  }

  @Test
  void listensOnLoopbackAloneAndForEver() {
    List<String> arguments =
        FfmpegCommand.arguments(
            new FfmpegJob(List.of(), List.of(), List.of(OUTPUT)), Optional.of(PLAN));

    List<String> beforeInput = arguments.subList(0, arguments.indexOf("-i"));
    assertThat(beforeInput)
        .containsSequence("-localaddr", "127.0.0.1")
        .containsSequence("-listen_timeout", "0")
        .containsSequence("-protocol_whitelist", "data,udp,rtp")
        .doesNotContain("-re");
  }

  @Test
  void takesTheProcessesOwnInputsAloneWithoutWhip() {
    FfmpegLeg own = new FfmpegLeg("own", "testsrc2", List.of("-re", "-f", "lavfi"));

    List<String> arguments =
        FfmpegCommand.arguments(
            new FfmpegJob(List.of(), List.of(own), List.of(OUTPUT)), Optional.empty());

    assertThat(inputs(arguments)).containsExactly("testsrc2");
    assertThat(arguments).doesNotContain("-localaddr");
  }

  @Test
  void letsNoInputOpenALocalFile() {
    FfmpegLeg own = new FfmpegLeg("own", "https://a.example/x.m3u8", List.of());

    List<String> arguments =
        FfmpegCommand.arguments(
            new FfmpegJob(List.of(), List.of(own), List.of(OUTPUT)), Optional.empty());

    int whitelist = arguments.indexOf("-protocol_whitelist");
    assertThat(whitelist).isBetween(0, arguments.indexOf("-i"));
    assertThat(arguments.get(whitelist + 1).split(",")).doesNotContain("file", "pipe", "data");
  }

  @Test
  void putsEachOutputAfterItsOwnOptions() {
    FfmpegLeg second = new FfmpegLeg("b", "/out/b.mp4", List.of("-an"));

    List<String> arguments =
        FfmpegCommand.arguments(
            new FfmpegJob(List.of(), List.of(), List.of(OUTPUT, second)), Optional.of(PLAN));

    int first = arguments.indexOf("/out/a.mkv");
    assertThat(arguments.subList(first + 1, arguments.size()))
        .containsExactly(
            "-c",
            "copy",
            "-max_interleave_delta",
            "500000",
            "-movflags",
            "+frag_keyframe+empty_moov+default_base_moof",
            "-an",
            "/out/b.mp4");
  }

  @Test
  void keepsAConnectionApartFromARecordingAndFinalisesTheRecordingFirst() {
    FfmpegLeg live =
        new FfmpegLeg(
            "live",
            "rtmp://127.0.0.1/a",
            List.of("-c:a", "aac", "-flvflags", "no_duration_filesize"));

    List<String> arguments =
        FfmpegCommand.arguments(
            new FfmpegJob(List.of(), List.of(), List.of(live, OUTPUT)), Optional.of(PLAN));

    int recording = arguments.indexOf("/out/a.mkv");
    List<String> behind = arguments.subList(recording + 1, arguments.size());
    assertThat(behind)
        .containsSequence("-f", "fifo", "-fifo_format", "flv")
        .endsWith(live.address());
    assertThat(behind)
        .containsSequence("-format_opts", "flvflags=no_duration_filesize:rw_timeout=3000000")
        .containsSequence("-flags", "+global_header")
        .containsSequence("-map", "0")
        .doesNotContain("-flvflags");
  }

  @Test
  void doesNotKeepALonelyConnectionApart() {
    FfmpegLeg live = new FfmpegLeg("live", "rtmp://127.0.0.1/a", List.of());

    assertThat(
            FfmpegCommand.arguments(
                new FfmpegJob(List.of(), List.of(), List.of(live)), Optional.of(PLAN)))
        .doesNotContain("fifo");
  }

  private static List<String> inputs(List<String> arguments) {
    return java.util.stream.IntStream.range(0, arguments.size() - 1)
        .filter(i -> arguments.get(i).equals("-i"))
        .mapToObj(i -> arguments.get(i + 1))
        .toList();
  }
}
