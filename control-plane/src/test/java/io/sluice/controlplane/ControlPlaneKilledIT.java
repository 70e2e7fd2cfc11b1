package io.sluice.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.controlplane.testing.ChildControlPlane;
import io.sluice.controlplane.testing.KafkaSide;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.schemas.Transition;
import io.sluice.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 between commands and their outcomes.
class ControlPlaneKilledIT {
  private static final int PARTITIONS = 3;
  private static final int PROCESSES = 400;

  @TempDir Path folder;

  @Test
  void settlesEveryCommandExactlyOnceThoughItIsKilledInTheMiddle() {
    try (KafkaFixture kafka = KafkaFixture.start()) {
      TopicCatalogue topics = kafka.createTopics(PARTITIONS);
      try (KafkaSide side = new KafkaSide(kafka.connection(), topics)) {
        killInTheMiddle(kafka, side);
        // What the killed one left open is settled by its successor.
        try (ChildControlPlane successor = start(kafka)) {
          await().atMost(Duration.ofSeconds(90)).until(() -> outcomes(side).size() >= PROCESSES);
          assertThat(successor.isAlive()).isTrue();
        }
        assertThat(outcomes(side))
            .hasSize(PROCESSES)
            .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
        checkSequences(side.history());
      }
    }
  }

  private void killInTheMiddle(KafkaFixture kafka, KafkaSide side) {
    try (ChildControlPlane first = start(kafka)) {
      side.command(side.stop("warm-up", "c"), "warm-up");
      await().atMost(Duration.ofSeconds(60)).until(() -> !side.history("warm-up").isEmpty());
      for (int i = 0; i < PROCESSES; i++) {
        side.command(side.start("p" + i, "c" + i), "p" + i);
        if (i == PROCESSES / 2) {
          first.kill();
        }
      }
      assertThat(outcomes(side).size()).isBetween(1, PROCESSES - 1);
    }
  }

  /// How often each command but the first was settled.
  private static Map<String, Long> outcomes(KafkaSide side) {
    return side.history().stream()
        .flatMap(transition -> transition.getCommandId().stream())
        .filter(id -> !id.equals("c"))
        .collect(Collectors.groupingBy(id -> id, TreeMap::new, Collectors.counting()));
  }

  private static void checkSequences(List<Transition> history) {
    Map<String, List<Long>> sequences =
        history.stream()
            .collect(
                Collectors.groupingBy(
                    Transition::getProcessId,
                    Collectors.mapping(Transition::getSequence, Collectors.toList())));
    assertThat(sequences)
        .allSatisfy((_, numbers) -> {
          for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i + 1);
          }
        });
  }

  private ChildControlPlane start(KafkaFixture kafka) {
    return ChildControlPlane.start(
        Map.of(
            "sluice.bootstrap",
            kafka.bootstrap(),
            "sluice.partitions",
            String.valueOf(PARTITIONS),
            "sluice.control-plane.instance-id",
            "mortal",
            "micronaut.server.port",
            "-1"),
        folder.resolve("control-plane.log"));
  }
}
