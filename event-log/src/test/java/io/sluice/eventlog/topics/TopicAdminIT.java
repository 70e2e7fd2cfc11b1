package io.sluice.eventlog.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.broker.EmbeddedBroker;
import io.sluice.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminIT {
  @TempDir Path folder;

  @Test
  void makesTheTopicsOnceAndFindsThemRightAfterwards() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        Admin admin = Admin.create(broker.connection().properties(Map.of()))) {
      TopicAdmin.ensure(broker.connection(), new TopicCatalogue(3, 1));
      TopicAdmin.ensure(broker.connection(), new TopicCatalogue(3, 1));

      assertThat(admin.listTopics().names().get())
          .containsExactlyInAnyOrderElementsOf(
              TopicCatalogue.TOPICS.stream().map(topic -> topic.name()).toList());
    }
  }

  @Test
  void namesEverySettingThatIsWrong() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        Admin admin = Admin.create(broker.connection().properties(Map.of()))) {
      TopicAdmin.ensure(broker.connection(), new TopicCatalogue(2, 1));
      set(admin, "sluice.process-events", "retention.ms", "1000");
      set(admin, "sluice.routes", "cleanup.policy", "delete");
      set(admin, "sluice.reports", "cleanup.policy", "compact");

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThatThrownBy(
                      () -> TopicAdmin.ensure(broker.connection(), new TopicCatalogue(3, 1)))
                  .isInstanceOf(WrongTopicException.class)
                  .hasMessageContaining("sluice.commands has 2 partitions, wanted are 3")
                  .hasMessageContaining("sluice.process-events has retention.ms=1000, wanted is -1")
                  .hasMessageContaining(
                      "sluice.routes has cleanup.policy=delete, wanted is compact")
                  .hasMessageContaining(
                      "sluice.reports has cleanup.policy=compact, wanted is compact,delete"));
    }
  }

  @Test
  void waitsForAKafkaThatStartsLater() throws Exception {
    int port = freePort();
    CompletableFuture<Void> ensured =
        CompletableFuture.runAsync(() -> {
          try {
            TopicAdmin.ensure(KafkaConnection.to("127.0.0.1:" + port), new TopicCatalogue(1, 1));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(ensured).isNotDone();

    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
      assertThat(broker.port()).isEqualTo(port);
      ensured.get(60, TimeUnit.SECONDS);
    }
  }

  private static void set(Admin admin, String topic, String setting, String value)
      throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(
                    new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
