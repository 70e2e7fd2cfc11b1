package io.sluice.eventlog.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.contract.Counting;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.eventlog.testing.ScratchTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Several loops of one group over topics of their own, and the check that each input was decided
/// exactly once.
final class Fleet implements AutoCloseable {
  static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final ScratchTopics topics;
  private final KafkaFixture kafka;
  private final LogWriter writer;
  private final List<TransactionalLoop> loops = new ArrayList<>();
  private int written;

  Fleet(KafkaFixture kafka) {
    this.kafka = kafka;
    this.topics = ScratchTopics.create(kafka, PARTITIONS, "IN", "STATE", "OUT");
    this.writer = LogWriter.giveUpAfter(kafka.connection(), "fleet", PATIENCE);
  }

  LoopConfig config(String instance) {
    return config(kafka.bootstrap(), topics.name(""), instance);
  }

  /// Thrown out after 3 s in one batch; dead after 2 s; transactions end after 5 s.
  static LoopConfig config(String bootstrap, String prefix, String instance) {
    return LoopConfig.of(
            KafkaConnection.to(bootstrap),
            prefix + "group",
            instance,
            List.of(prefix + "IN"),
            prefix + "STATE")
        .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(5));
  }

  TransactionalLoop start(String instance) {
    return start(instance, LoopClients.KAFKA);
  }

  TransactionalLoop start(String instance, LoopClients clients) {
    TransactionalLoop loop =
        new TransactionalLoop(
            config(instance),
            Counting.writing(topics.name("STATE"), topics.name("OUT")),
            health -> {},
            clients);
    loop.start();
    loops.add(loop);
    return loop;
  }

  /// One input to each partition, as many times.
  void write(int times) {
    for (int i = 0; i < times; i++) {
      byte[] value = Integer.toString(written++).getBytes(UTF_8);
      for (int p = 0; p < PARTITIONS; p++) {
        writer.send(new OutputRecord(topics.name("IN"), p, "key-" + p, value)).join();
      }
    }
  }

  void awaitHealth(TransactionalLoop loop, Class<? extends LoopHealth> health) {
    await().atMost(PATIENCE).until(() -> health.isInstance(loop.health()));
  }

  /// Returns when all that was written is decided; fails when anything is decided twice, or by a
  /// logic that did not know of what was decided before.
  void assertEachDecidedOnce() {
    List<String> expected = IntStream.range(0, written).mapToObj(i -> (i + 1) + ":" + i).toList();
    await().atMost(PATIENCE).until(() -> topics.read("OUT").size() >= written * PARTITIONS);
    Map<String, List<String>> decided =
        topics.read("OUT").stream()
            .collect(
                Collectors.groupingBy(
                    record -> String.valueOf(record.key()),
                    Collectors.mapping(Fleet::value, Collectors.toList())));
    assertThat(decided)
        .hasSize(PARTITIONS)
        .allSatisfy((_, values) -> assertThat(values).isEqualTo(expected));
  }

  static String value(InputRecord record) {
    byte[] value = record.value();
    return value == null ? "" : new String(value, UTF_8);
  }

  @Override
  public void close() {
    loops.forEach(TransactionalLoop::close);
    writer.close();
    topics.close();
  }
}
