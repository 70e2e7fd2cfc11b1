package io.sluice.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.controlplane.testing.BeatingWorker;
import io.sluice.controlplane.testing.KafkaSide;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.schemas.Transition;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two control planes share the partitions; one ends in order.
class TwoControlPlanesIT {
  private static final int PARTITIONS = 6;
  private static final int PROCESSES = 30;

  @Test
  void theOtherGoesOnWhereTheClosedOneEnded() {
    try (KafkaFixture kafka = KafkaFixture.start()) {
      TopicCatalogue topics = kafka.createTopics(PARTITIONS);
      try (KafkaSide side = new KafkaSide(kafka.connection(), topics);
          ControlPlane staying = start(kafka, "staying");
          BeatingWorker worker =
              BeatingWorker.start(kafka.connection(), topics, "alpha", 7, 1_000)) {
        try (ControlPlane leaving = start(kafka, "leaving")) {
          awaitBothDecide(side);
          startAll(side);
          assertThat(leaving.port()).isNotEqualTo(staying.port());
        }
        stopAll(side);

        for (int i = 0; i < PROCESSES; i++) {
          List<Transition> history = side.history("p" + i);
          assertThat(history).extracting(Transition::getSequence).startsWith(1L, 2L);
          assertThat(side.outcomes("p" + i, "start")).hasSize(1);
          assertThat(side.outcomes("p" + i, "stop"))
              .singleElement()
              .satisfies(t -> assertThat(t.getDecidedBy()).isEqualTo("staying"));
        }
        assertThat(worker.incarnation()).isEqualTo(7);
      }
    }
  }

  /// The second has joined once both names stand in the history.
  private static void awaitBothDecide(KafkaSide side) {
    int[] probes = {0};
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          String process = "probe-" + probes[0]++;
          side.command(side.stop(process, "c"), process);
          return side.history().stream().map(Transition::getDecidedBy).distinct().count() == 2;
        });
  }

  private static void startAll(KafkaSide side) {
    for (int i = 0; i < PROCESSES; i++) {
      side.command(side.start("p" + i, "start"), "p" + i);
    }
    for (int i = 0; i < PROCESSES; i++) {
      side.awaitOutcome("p" + i, "start");
    }
  }

  private static void stopAll(KafkaSide side) {
    for (int i = 0; i < PROCESSES; i++) {
      side.command(side.stop("p" + i, "stop"), "p" + i);
    }
    for (int i = 0; i < PROCESSES; i++) {
      side.awaitOutcome("p" + i, "stop");
    }
  }

  private static ControlPlane start(KafkaFixture kafka, String instance) {
    return ControlPlane.start(
        Map.of(
            "sluice.bootstrap",
            kafka.bootstrap(),
            "sluice.partitions",
            PARTITIONS,
            "sluice.control-plane.instance-id",
            instance,
            "micronaut.server.port",
            -1));
  }
}
