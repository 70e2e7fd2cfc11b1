package io.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.identity.CommandId;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.WhipIngest;
import io.sluice.standalone.orchestrator.KafkaOrchestrator;
import io.sluice.standalone.orchestrator.Settlement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneIT {
  private static final String HOST = "127.0.0.1";
  private static final ProcessId SHOW = new ProcessId("show");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void takesUpAgainAfterARestartWhatRanBefore() throws Exception {
    try (var first = Standalone.start(config(Map.of()), _ -> {})) {
      KafkaOrchestrator orchestrator = orchestrator(first);
      Settlement settlement = orchestrator.start(new CommandId("c-1"), SHOW, show());
      assertThat(settlement.outcome()).isEqualTo("ACCEPTED");
      awaitState(orchestrator, "ACTIVE");
    }

    try (var second = Standalone.start(config(Map.of()), _ -> {})) {
      KafkaOrchestrator orchestrator = orchestrator(second);
      ProcessSnapshot again = awaitState(orchestrator, "ACTIVE");
      assertThat(again.getGeneration()).isEqualTo(2);

      assertThat(orchestrator.start(new CommandId("c-2"), SHOW, show()).isRejected()).isTrue();
      assertThat(orchestrator.start(new CommandId("c-1"), SHOW, show()).outcome())
          .as("a repeated command gets its first outcome")
          .isEqualTo("ACCEPTED");
      assertThat(orchestrator.stop(new CommandId("c-3"), SHOW, "enough").outcome())
          .isEqualTo("ACCEPTED");
      awaitState(orchestrator, "STOPPED");
      assertThat(orchestrator.stop(new CommandId("c-4"), SHOW, "enough").outcome())
          .isEqualTo("NOTHING_TO_DO");
      assertThat(orchestrator.history(SHOW))
          .extracting(transition -> transition.getSequence())
          .first()
          .isEqualTo(1L);
    }
  }

  @Test
  void leavesNothingWhenTheLastPartDoesNotStart() {
    StandaloneConfig config = config(Map.of("sluice.worker.ports", "nonsense"));

    assertThatThrownBy(() -> Standalone.start(config, _ -> {}))
        .isInstanceOf(RuntimeException.class);

    assertThatCode(
            () -> {
              FreePorts.checkTcp(HOST, config.httpPort(), "--port");
              FreePorts.checkTcp(HOST, config.kafkaPort(), "--kafka-port");
              FreePorts.checkUdp(HOST, config.mediaPort(), "--media-port");
            })
        .doesNotThrowAnyException();
  }

  private StandaloneConfig config(Map<String, Object> extra) {
    return new StandaloneConfig(
        HOST,
        FreePorts.anyTcp(HOST),
        FreePorts.anyTcp(HOST),
        FreePorts.anyUdp(HOST),
        folder.resolve("kafka"),
        folder.resolve("out"),
        StandaloneConfig.PARTITIONS,
        extra);
  }

  private static KafkaOrchestrator orchestrator(Standalone standalone) {
    return new KafkaOrchestrator(standalone.kafka(), PATIENCE, "test");
  }

  private static ProcessSnapshot awaitState(KafkaOrchestrator orchestrator, String state) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            orchestrator.processes().stream()
                .anyMatch(process -> process.getState().equals(state)));
    return orchestrator.processes().getFirst();
  }

  private static ProcessConfig show() {
    return ProcessConfig.newBuilder()
        .setReference("")
        .setWhipIngest(WhipIngest.newBuilder().setEnabled(true).build())
        .setInput(List.of())
        .setOutput(List.of(new Leg("recording", "show.mkv", List.of())))
        .setOptions(List.of())
        .setMetadata(Map.of())
        .build();
  }
}
