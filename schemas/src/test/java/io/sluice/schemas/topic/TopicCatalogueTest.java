package io.sluice.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.topic.Cleanup.Compact;
import io.sluice.schemas.topic.Cleanup.DeleteAfter;
import io.sluice.schemas.topic.Cleanup.KeepForEver;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
  @Test
  void namesTenTopics() {
    assertThat(TopicCatalogue.TOPICS)
        .extracting(Topic::name)
        .containsExactly(
            "sluice.commands",
            "sluice.worker-events",
            "sluice.workers",
            "sluice.worker-orders",
            "sluice.process-events",
            "sluice.processes",
            "sluice.assignments",
            "sluice.routes",
            "sluice.reports",
            "sluice.sessions",
            "sluice.webhooks-dead");
  }

  @Test
  void compactsViewsAndNeverTheHistory() {
    assertThat(TopicCatalogue.TOPICS)
        .filteredOn(topic -> topic.cleanup() instanceof Compact)
        .containsExactly(
            TopicCatalogue.WORKERS,
            TopicCatalogue.WORKER_ORDERS,
            TopicCatalogue.PROCESSES,
            TopicCatalogue.ASSIGNMENTS,
            TopicCatalogue.ROUTES);
    assertThat(TopicCatalogue.PROCESS_EVENTS.cleanup()).isEqualTo(new KeepForEver());
    assertThat(TopicCatalogue.COMMANDS.cleanup()).isEqualTo(new DeleteAfter(Duration.ofDays(7)));
  }

  @Test
  void keepsTheLastReportOfEachRunAsLongAsAsked() {
    assertThat(new TopicCatalogue(1, 1).topics()).isEqualTo(TopicCatalogue.TOPICS);
    assertThat(new TopicCatalogue(1, 1, Duration.ofHours(5)).topics())
        .filteredOn(topic -> topic.name().equals("sluice.reports"))
        .extracting(Topic::cleanup)
        .containsExactly(new Cleanup.CompactAndDeleteAfter(Duration.ofHours(5)));
  }

  @Test
  void letsOnlyTheControlPlaneWriteDecisions() {
    assertThat(TopicCatalogue.TOPICS)
        .filteredOn(topic -> topic.writer() == Topic.Writer.CONTROL_PLANE)
        .containsExactly(
            TopicCatalogue.PROCESS_EVENTS,
            TopicCatalogue.PROCESSES,
            TopicCatalogue.ASSIGNMENTS,
            TopicCatalogue.ROUTES,
            TopicCatalogue.WEBHOOKS_DEAD);
  }

  @Test
  void findsTheHomeOfAProcessAndOfAWorkerByTheSameRule() {
    TopicCatalogue catalogue = new TopicCatalogue(12, 1);

    assertThat(catalogue.partitionOf(new ProcessId("same")))
        .isEqualTo(catalogue.partitionOf(new WorkerId("same")))
        .isEqualTo(Partitions.of("same", 12));
  }

  @Test
  void refusesToHaveNoPartitions() {
    assertThatThrownBy(() -> new TopicCatalogue(0, 1)).hasMessageContaining("partitions");
    assertThatThrownBy(() -> new TopicCatalogue(1, 0)).hasMessageContaining("replication");
  }
}
