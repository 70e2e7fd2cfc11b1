package io.sluice.process.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.identity.ProcessId;
import io.sluice.process.rules.JobVerdict.Refused;
import io.sluice.process.rules.testing.MaliciousConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaliciousConfigsTest {
  /// Two configurations that are no attack have tests of their own; [Rule#SETTING] is not about
  /// FFmpeg.
  private static final Set<Rule> ELSEWHERE =
      EnumSet.of(
          Rule.ID_REPEATED,
          Rule.OUTPUT_MISSING,
          Rule.TOO_LARGE,
          Rule.CODEC_NOT_IN_CONTAINER,
          Rule.SETTING);

  static List<MaliciousConfig> all() {
    return MaliciousConfig.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void isRefusedByTheRuleOfThatName(MaliciousConfig config) {
    if (config.place().equals("process.id")) {
      assertThat(ProcessId.problem(config.processId())).isNotEmpty();
      return;
    }
    FfmpegJob job = config.job().of(new JobNames(config.processId(), config.reference()));

    JobVerdict verdict = ProcessRules.judge(job, MaliciousConfig.LISTS);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.problems().getFirst().rule().name()).isEqualTo(config.rule()));
  }

  @Test
  void thereAreTwoHundredAndNoRuleIsLeftOut() {
    List<MaliciousConfig> all = MaliciousConfig.all();
    Set<String> broken = all.stream().map(MaliciousConfig::rule).collect(Collectors.toSet());

    assertThat(all).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    assertThat(broken)
        .containsAll(
            EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)).stream().map(Rule::name).toList());
  }
}
