package io.sluice.process.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionRulesTest {
  @Test
  void acceptsWhatRecordingsAndPlaylistsNeed() {
    assertThat(
            OptionRules.OUTPUT.problems(
                "o",
                List.of(
                    "-map",
                    "0:v:0?",
                    "-c:v",
                    "libx264",
                    "-b:v",
                    "2500k",
                    "-vf",
                    "scale=640:-2",
                    "-c:a",
                    "copy",
                    "-f",
                    "hls",
                    "-hls_time",
                    "2",
                    "-hls_flags",
                    "delete_segments+independent_segments",
                    "-hls_segment_filename",
                    "s%05d.ts")))
        .isEmpty();
  }

  @Test
  void refusesOptionsThatReadOrWriteElsewhere() {
    for (String name :
        List.of(
            "-i",
            "-filter_complex",
            "-filter_script",
            "-/filter",
            "-passlogfile",
            "-dump",
            "-report",
            "-progress",
            "-attach",
            "-sdp_file",
            "-protocol_whitelist",
            "-fpre",
            "-pre",
            "-init_hw_device",
            "-hls_key_info_file",
            "-vstats_file",
            "-y",
            "-loglevel")) {
      assertThat(OptionRules.OUTPUT.problems("o", List.of(name, "x")))
          .as(name)
          .extracting(RuleProblem::field)
          .containsExactly("o[0]");
      assertThat(OptionRules.GLOBAL.problems("o", List.of(name, "x"))).as(name).isNotEmpty();
      assertThat(OptionRules.INPUT.problems("o", List.of(name, "x"))).as(name).isNotEmpty();
    }
  }

  @Test
  void refusesAnotherOutputAmongTheOptions() {
    assertThat(OptionRules.OUTPUT.problems("o", List.of("-c", "copy", "/tmp/second.mkv")))
        .extracting(RuleProblem::field)
        .containsExactly("o[2]");
  }

  @Test
  void refusesAnOptionWithoutItsValue() {
    assertThat(OptionRules.OUTPUT.problems("o", List.of("-an", "-c:v")))
        .extracting(RuleProblem::field)
        .containsExactly("o[1]");
  }

  @Test
  void refusesValuesThatReachFurther() {
    assertThat(OptionRules.OUTPUT.problems("o", List.of("-f", "tee"))).isNotEmpty();
    assertThat(OptionRules.OUTPUT.problems("o", List.of("-vf", "movie=/etc/passwd"))).isNotEmpty();
    assertThat(OptionRules.OUTPUT.problems("o", List.of("-vf", "scale=1:1,drawtext=textfile=x")))
        .isNotEmpty();
    assertThat(OptionRules.OUTPUT.problems("o", List.of("-hls_segment_filename", "../x%d.ts")))
        .isNotEmpty();
    assertThat(OptionRules.INPUT.problems("o", List.of("-f", "concat"))).isNotEmpty();
  }
}
