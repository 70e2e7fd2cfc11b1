package io.sluice.process.exec;

import static io.sluice.process.exec.ExecState.FAILED;
import static io.sluice.process.exec.ExecState.FINISHED;
import static io.sluice.process.exec.ExecState.FINISHING;
import static io.sluice.process.exec.ExecState.KILLED;
import static io.sluice.process.exec.ExecState.RUNNING;
import static io.sluice.process.exec.ExecState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExecStateTest {
  /// Every legal move; all others are illegal.
  private static final Map<ExecState, Set<ExecState>> LEGAL =
      Map.of(
          FINISHED, Set.of(STARTING),
          STARTING, Set.of(RUNNING, FINISHING, FAILED),
          RUNNING, Set.of(FINISHING, FINISHED, FAILED, KILLED),
          FINISHING, Set.of(FINISHED, FAILED, KILLED),
          FAILED, Set.of(STARTING),
          KILLED, Set.of(STARTING));

  static Stream<Arguments> moves() {
    return Arrays.stream(ExecState.values())
        .flatMap(from ->
            Arrays.stream(ExecState.values())
                .map(
                    to -> Arguments.of(from, to, LEGAL.getOrDefault(from, Set.of()).contains(to))));
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @MethodSource("moves")
  void allowsTheLegalMovesAndNoOthers(ExecState from, ExecState to, boolean legal) {
    assertThat(from.mayBecome(to)).isEqualTo(legal);
  }

  @ParameterizedTest
  @EnumSource(
      value = ExecState.class,
      names = {"STARTING", "RUNNING", "FINISHING"})
  void hasAChildFromItsStartToItsEnd(ExecState alive) {
    assertThat(alive.isAlive()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = ExecState.class,
      names = {"FINISHED", "FAILED", "KILLED"})
  void hasNoChildOtherwise(ExecState ended) {
    assertThat(ended.isAlive()).isFalse();
  }
}
