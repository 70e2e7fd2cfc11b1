package io.sluice.process.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What FFmpeg 5.1 and 8.1 were seen to write so that a player finds it again.
class CopyRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.mkv               |              | H264 H265 VP8 VP9 AV1 OPUS PCMU PCMA",
        "a.webm              |              | VP8 VP9 AV1 OPUS",
        "a.mp4               |              | H264 H265 VP9 AV1 OPUS",
        "a.bin               | -f mp4       | H264 H265 VP9 AV1 OPUS",
        "a.mov               |              | H264 H265 PCMU PCMA",
        "a.ts                |              | H264 H265 OPUS",
        "live/a.m3u8         |              | H264 H265 OPUS",
        "live/a.m3u8         | -hls_segment_type fmp4 | H264 H265 AV1 OPUS",
        "https://a.example/a.m3u8?x=1 | | H264 H265 OPUS",
        "srt://a.example:9   |              | H264 H265 OPUS",
        "rtmp://a.example/l  |              | H264 H265 AV1 OPUS PCMU PCMA",
        "a.ogg               |              | VP8 OPUS",
        "rtsp://a.example/l  |              | H264 H265 VP8 VP9 AV1 OPUS PCMU PCMA",
      })
  void knowsWhatEachContainerHolds(String address, String options, String held) {
    for (String codec : List.of("H264", "H265", "VP8", "VP9", "AV1")) {
      assertThat(problems(address, options, codec, "").isEmpty())
          .as(codec)
          .isEqualTo(List.of(held.split(" ")).contains(codec));
    }
    for (String codec : List.of("OPUS", "PCMU", "PCMA")) {
      assertThat(problems(address, options, "", codec).isEmpty())
          .as(codec)
          .isEqualTo(List.of(held.split(" ")).contains(codec));
    }
  }

  @Test
  void namesOutputCodecAndWhatToDo() {
    assertThat(problems("a.mp4", "", "VP8", "OPUS"))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.field()).isEqualTo("output[0].address");
          assertThat(problem.toString()).contains("MP4", "VP8", "-c:v libx264");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "-c:v libx264 -c:a copy, true",
    "-vcodec libx264, true",
    "-c libx264, true",
    "-vf scale=640:-2, true",
    "-vn, true",
    "-map 0:a, true",
    "-map 0:1, true",
    "-map 1:v, true",
    "-c copy, false",
    "-c:a aac, false",
    "-map 0:v -map 0:a?, false",
    "-map 0, false",
    "-c libx264 -c:v copy, false",
  })
  void looksAtWhatIsCopiedOnly(String options, boolean fine) {
    assertThat(problems("a.mp4", options, "VP8", "OPUS").isEmpty()).isEqualTo(fine);
  }

  @Test
  void leavesAProcessWithOtherInputsToFfmpeg() {
    FfmpegJob job =
        new FfmpegJob(
            List.of(),
            List.of(new FfmpegLeg("in", "rtsp://a.example/1", List.of())),
            List.of(new FfmpegLeg("out", "a.mp4", List.of())));

    assertThat(CopyRules.problems(job, codecs("VP8", "OPUS"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.mkv         |             | H264 | OPUS |",
        "a.mkv         |             | AV1  | OPUS | AV1_RTP",
        "a.mkv         | -c:v libx264 | AV1  | OPUS | AV1_RTP",
        "rtmp://a/live |             | H264 | OPUS | ENHANCED_FLV",
        "rtmp://a/live | -c:a aac    | H264 | OPUS |",
        "rtmp://a/live |             | H264 | PCMU |",
        "rtmp://a/live |             | AV1  | OPUS | AV1_RTP ENHANCED_FLV",
      })
  void knowsWhatOnlySomeFfmpegsCan(
      String address, String options, String video, String audio, String needed) {
    assertThat(CopyRules.neededFeatures(job(address, options), codecs(video, audio)))
        .containsExactlyElementsOf(needed == null ? List.of() : List.of(needed.split(" ")));
  }

  private static List<RuleProblem> problems(
      String address, String options, String video, String audio) {
    return CopyRules.problems(job(address, options), codecs(video, audio));
  }

  private static FfmpegJob job(String address, String options) {
    List<String> words =
        options == null || options.isEmpty() ? List.of() : Arrays.asList(options.split(" "));
    return new FfmpegJob(List.of(), List.of(), List.of(new FfmpegLeg("out", address, words)));
  }

  private static WhipCodecs codecs(String video, String audio) {
    return new WhipCodecs(
        video.isEmpty() ? List.of() : List.of(video), audio.isEmpty() ? List.of() : List.of(audio));
  }
}
