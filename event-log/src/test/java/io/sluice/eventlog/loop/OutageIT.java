package io.sluice.eventlog.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.broker.EmbeddedBroker;
import io.sluice.eventlog.contract.Counting;
import io.sluice.eventlog.follow.TableFollower;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kafka goes and comes back.
class OutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String INPUT = TopicCatalogue.COMMANDS.name();
  private static final String STATE = TopicCatalogue.PROCESSES.name();
  private static final String OUT = TopicCatalogue.ROUTES.name();

  @TempDir Path folder;

  @Test
  void loopFollowerAndWriterGoOnWhereTheyStood() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
    KafkaConnection kafka = broker.connection();
    TopicAdmin.ensure(kafka, new TopicCatalogue(1, 1));
    LoopConfig config =
        LoopConfig.of(kafka, "group", "one", List.of(INPUT), STATE)
            .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(5));
    try (LogWriter writer = LogWriter.neverGivingUp(kafka, "writer");
        TableFollower<String> table =
            TableFollower.start(kafka, OUT, v -> Optional.of(new String(v, UTF_8)), c -> {});
        TransactionalLoop loop =
            TransactionalLoop.start(config, Counting.writing(STATE, OUT), h -> {})) {
      writer.write(input("a"));
      await().atMost(PATIENCE).until(() -> table.get("k").equals(Optional.of("1:a")));

      broker.close();
      await().atMost(PATIENCE).until(() -> loop.health() instanceof LoopHealth.Failed);
      CompletableFuture<?> whileAway = writer.send(input("b"));
      assertThat(whileAway).isNotDone();
      broker = EmbeddedBroker.start(folder, broker.port());

      whileAway.get(60, TimeUnit.SECONDS);
      await().atMost(PATIENCE).until(() -> table.get("k").equals(Optional.of("2:b")));
      await().atMost(PATIENCE).until(() -> loop.health() instanceof LoopHealth.Running);
    } finally {
      broker.close();
    }
  }

  @Test
  void aLoopThatStartsBeforeKafkaDoesSaysSoAndThenRuns() throws Exception {
    int port;
    try (EmbeddedBroker first = EmbeddedBroker.start(folder, 0)) {
      port = first.port();
      TopicAdmin.ensure(first.connection(), new TopicCatalogue(1, 1));
    }
    KafkaConnection kafka = KafkaConnection.to("127.0.0.1:" + port);
    LoopConfig config = LoopConfig.of(kafka, "group", "one", List.of(INPUT), STATE);
    try (TransactionalLoop loop =
        TransactionalLoop.start(config, Counting.writing(STATE, OUT), h -> {})) {
      await().atMost(PATIENCE).until(() -> loop.health() instanceof LoopHealth.Failed);
      try (EmbeddedBroker second = EmbeddedBroker.start(folder, port)) {
        assertThat(second.port()).isEqualTo(port);
        await().atMost(PATIENCE).until(() -> loop.health() instanceof LoopHealth.Running);
        loop.close();
      }
    }
  }

  private static OutputRecord input(String value) {
    return new OutputRecord(INPUT, 0, "k", value.getBytes(UTF_8));
  }
}
