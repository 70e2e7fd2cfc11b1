package io.sluice.controlplane.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.placement.Offer;
import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.testing.MaliciousConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaliciousConfigsTest {
  static List<MaliciousConfig> all() {
    return MaliciousConfig.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void isRejectedWithTheNameOfTheRule(MaliciousConfig config) {
    ProcessId key = Samples.CAMERA;
    Circumstances circumstances = new Circumstances(Samples.NOW, Offer.NONE, MaliciousConfig.LISTS);

    Decision decision = ProcessDecider.decide(Process.unknown(key), start(config), circumstances);

    assertThat(decision.events())
        .singleElement()
        .isInstanceOfSatisfying(
            CommandRejected.class, rejected -> assertThat(rule(rejected)).isEqualTo(config.rule()));
  }

  private static StartProcess start(MaliciousConfig config) {
    return new StartProcess(
        "c1",
        config.processId(),
        Samples.NOW,
        "somebody",
        new ProcessConfig(
            config.reference(),
            Samples.whip(true),
            config.job(),
            Map.of(),
            PlacementWish.NOTHING,
            ProcessConfig.CONTINUE,
            Supervision.USUAL));
  }

  /// Ids of processes have a reason of their own.
  private static String rule(CommandRejected rejected) {
    String detail = rejected.detail();
    return rejected.reason() == Rejection.INVALID_CONFIG
        ? detail.substring(detail.indexOf(" [") + 2, detail.indexOf("]: "))
        : rejected.reason().name();
  }
}
