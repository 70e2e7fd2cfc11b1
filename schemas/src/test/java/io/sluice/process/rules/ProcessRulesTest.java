package io.sluice.process.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessRulesTest {
  @Test
  void acceptsAPlainRecording() {
    assertThat(problems(output("rec/show.mkv"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtmp://live.example/app/${secret:STREAM_KEY}",
        "rtmps://user:${secret:PASSWORD}@live.example/app",
        "srt://127.0.0.1:9000?passphrase=${secret:P}",
        "https://origin.example/live/index.m3u8",
        "hls/index.m3u8",
        "a b/c+d.mp4"
      })
  void acceptsTheseOutputs(String address) {
    assertThat(problems(output(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../up.mkv",
        "a/../../up.mkv",
        "a//b.mkv",
        "./a.mkv",
        "~/x.mkv",
        "-y",
        "file:/etc/passwd",
        "file:///etc/passwd",
        "FILE:x",
        "pipe:1",
        "tee:a|b",
        "concat:a|b",
        "crypto:file:x",
        "data:text/plain,x",
        "cache:http://x",
        "subfile,,start,0,end,9,,:/etc/passwd",
        "rtmp:relative",
        "rtmp://user:word@live.example/app",
        "rtmp://user:w@rd@live.example/app",
        "rtmp://user:${secret:X}tail@live.example/app",
        "rtmp://live.example/${SECRET}",
        "rtmp://live.example/\nx",
        "rec-${secret:X}.mkv"
      })
  void refusesTheseOutputs(String address) {
    assertThat(problems(output(address)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.field()).isEqualTo("output[0].address"));
  }

  @Test
  void neverRepeatsAPassword() {
    assertThat(problems(output("rtmp://user:hunter2@live.example/app")).toString())
        .contains("${secret:NAME}")
        .doesNotContain("hunter2");
  }

  @Test
  void refusesAJobWithoutOutput() {
    assertThat(problems(new FfmpegJob(List.of(), List.of(), List.of())))
        .extracting(RuleProblem::field)
        .containsExactly("output");
  }

  @Test
  void refusesLegsOfTheSameName() {
    FfmpegLeg leg = new FfmpegLeg("a", "a.mkv", List.of());
    assertThat(problems(new FfmpegJob(List.of(), List.of(), List.of(leg, leg))))
        .extracting(RuleProblem::field)
        .containsExactly("output[1].id");
  }

  @Test
  void keepsTheNamesOfTheWhipLegs() {
    FfmpegLeg leg = new FfmpegLeg("whip:video", "a.mkv", List.of());
    assertThat(problems(new FfmpegJob(List.of(), List.of(), List.of(leg))))
        .extracting(RuleProblem::field)
        .containsExactly("output[0].id");
  }

  @Test
  void acceptsSyntheticSources() {
    assertThat(problems(input("testsrc2=size=320x180:rate=15", "-re", "-f", "lavfi"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"movie=/etc/passwd", "testsrc[a];movie=x[b]", "amovie=x"})
  void refusesFiltersThatReadFiles(String address) {
    assertThat(problems(input(address, "-f", "lavfi")))
        .extracting(RuleProblem::field)
        .containsExactly("input[0].address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local.mp4", "/etc/passwd", "file:x", "concat:a|b"})
  void refusesFilesAsInputs(String address) {
    assertThat(problems(input(address)))
        .extracting(RuleProblem::field)
        .containsExactly("input[0].address");
  }

  private static List<RuleProblem> problems(FfmpegJob job) {
    return switch (ProcessRules.judge(job, AddressLists.NONE)) {
      case JobVerdict.Accepted _ -> List.of();
      case JobVerdict.Refused(List<RuleProblem> problems) -> problems;
    };
  }

  private static FfmpegJob output(String address) {
    return new FfmpegJob(
        List.of(), List.of(), List.of(new FfmpegLeg("out", address, List.of("-c", "copy"))));
  }

  private static FfmpegJob input(String address, String... options) {
    return new FfmpegJob(
        List.of(),
        List.of(new FfmpegLeg("in", address, List.of(options))),
        List.of(new FfmpegLeg("out", "a.mkv", List.of())));
  }
}
