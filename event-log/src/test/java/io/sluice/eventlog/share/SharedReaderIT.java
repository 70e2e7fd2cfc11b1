package io.sluice.eventlog.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedReaderIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final int PARTITIONS = 3;
  private static final String TOPIC = TopicCatalogue.PROCESS_EVENTS.name();

  private final KafkaFixture kafka = KafkaFixture.shared();
  private final String unique = UUID.randomUUID().toString().substring(0, 8);
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean full = new AtomicBoolean();
  private LogWriter writer;

  @BeforeEach
  void open() {
    kafka.createTopics(PARTITIONS);
    writer = LogWriter.giveUpAfter(kafka.connection(), "test-" + unique, LIMIT);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void beginsWithWhatComesAndGoesOnWhereItStopped() {
    append(0, "before");
    try (SharedReader reader = reader("a")) {
      awaitPartitions(reader, PARTITIONS);
      append(0, "first");
      await().atMost(LIMIT).until(() -> seen.contains("first"));
    }
    append(0, "meanwhile");
    try (SharedReader _ = reader("a")) {
      await().atMost(LIMIT).until(() -> seen.contains("meanwhile"));
    }

    assertThat(seen).containsExactly("first", "meanwhile");
  }

  @Test
  void handsOnOnlyWhatIsNotDoneToWhoeverTakesOver() {
    failing.add("stuck");
    try (SharedReader first = reader("a")) {
      awaitPartitions(first, PARTITIONS);
      append(1, "stuck");
      append(1, "done");
      await().atMost(LIMIT).until(() -> seen.contains("done"));
    }
    seen.clear();
    failing.clear();
    try (SharedReader _ = reader("b")) {
      append(1, "later");
      await().atMost(LIMIT).until(() -> seen.contains("later"));
    }

    assertThat(seen).containsExactly("stuck", "later");
  }

  @Test
  void givesNothingToWorkThatIsFullFromItsBegin() {
    try (SharedReader first = reader("a")) {
      awaitPartitions(first, PARTITIONS);
    }
    IntStream.range(0, PARTITIONS).forEach(partition -> append(partition, "waiting"));

    full.set(true);
    try (SharedReader second = reader("b")) {
      awaitPartitions(second, PARTITIONS);
      assertThat(seen).isEmpty();
      full.set(false);
      await().atMost(LIMIT).until(() -> seen.size() == PARTITIONS);
    }
  }

  @Test
  void sharesThePartitionsAmongItsMembers() {
    try (SharedReader first = reader("a");
        SharedReader second = reader("b")) {
      await()
          .atMost(LIMIT)
          .until(() ->
              !first.partitions().isEmpty()
                  && !second.partitions().isEmpty()
                  && first.partitions().size() + second.partitions().size() == PARTITIONS);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        append(partition, "shared-" + partition);
      }
      await().atMost(LIMIT).until(() -> seen.size() == PARTITIONS);
    }
    assertThat(seen).doesNotHaveDuplicates();
  }

  private SharedReader reader(String instance) {
    return SharedReader.start(
        kafka.connection(),
        TOPIC,
        "test-" + unique,
        instance,
        (_, mark) -> new TextWork(mark, this::work, full::get));
  }

  private static void awaitPartitions(SharedReader reader, int count) {
    await().atMost(LIMIT).until(() -> reader.partitions().size() == count);
  }

  private void append(int partition, String text) {
    var _ =
        writer.write(
            new OutputRecord(TOPIC, partition, unique, text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Does at once what is another test's, and what is not to fail.
  private boolean work(InputRecord record) {
    if (!unique.equals(record.key())) {
      return true;
    }
    String text = TextWork.text(record);
    seen.add(text);
    return !failing.contains(text);
  }
}
