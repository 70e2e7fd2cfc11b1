package io.sluice.eventlog.share;

import static io.sluice.eventlog.share.DoomedReader.DEADLY;
import static io.sluice.eventlog.share.DoomedReader.NUMBING;
import static io.sluice.eventlog.share.DoomedReader.STUCK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.eventlog.testing.ScratchTopics;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A reader goes without a word: whoever takes over works, in order, on what was not committed as
/// done, and on nothing else.
class ReaderTakeoverIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PARTITIONS = 3;

  private final KafkaFixture kafka = KafkaFixture.shared();
  private final ScratchTopics topics = ScratchTopics.create(kafka, PARTITIONS, "IN");
  private final Map<Integer, List<String>> worked = new ConcurrentHashMap<>(); // by the heir
  private LogWriter writer;
  private Admin admin;
  private DoomedReader doomed;

  @BeforeEach
  void commitMoreThanTheFirstThatIsNotDone() throws IOException {
    writer = LogWriter.giveUpAfter(kafka.connection(), "takeover", LIMIT);
    admin = Admin.create(kafka.connection().properties(Map.of()));
    doomed = DoomedReader.launch(kafka.bootstrap(), topics.name("IN"), topics.name("group"));
    Mark nothing = new Mark(0, List.of());
    awaitMarks(nothing, nothing, nothing);
    appendToEach("swift", "first");
    appendToEach(STUCK, "stuck");
    appendToEach("swift", "second");
    appendToEach(STUCK, "behind");
    Mark swift = new Mark(4, List.of(1L, 3L));
    awaitMarks(swift, swift, swift);
  }

  @AfterEach
  void close() {
    doomed.close();
    admin.close();
    writer.close();
    topics.close();
  }

  @Test
  void losesAndReordersNothingWhenTheOneBeforeIsKilled() throws Exception {
    append(0, "swift", DEADLY);
    append(0, "swift", "unread");
    assertThat(doomed.exitValue()).isEqualTo(DoomedReader.HALTED);
    appendToEach(STUCK, "after");

    try (SharedReader _ = heir()) {
      await().atMost(LIMIT).until(() -> haveAllWorkedOn("after"));
    }

    assertThat(worked.get(0)).containsExactly("stuck", "behind", DEADLY, "unread", "after");
    assertThat(worked.get(1)).containsExactly("stuck", "behind", "after");
    assertThat(worked.get(2)).containsExactly("stuck", "behind", "after");
  }

  @Test
  void keepsWhatItHasDoneWhenTheOneBeforeOnlyStoodStill() throws Exception {
    append(0, "swift", NUMBING);
    assertThat(doomed.isNumb()).isTrue();
    appendToEach("swift", "after");

    try (SharedReader heir = heir()) {
      awaitMarks(done(6), done(5), done(5));
      // It knows of one record more that is done, and of two that are not.
      doomed.wake();
      await("it is a member again")
          .atMost(LIMIT)
          .until(() -> heir.partitions().size() < PARTITIONS);
      appendToEach("swift", "shared");
      awaitMarks(done(7), done(6), done(6));
    }

    assertThat(worked.get(0)).startsWith("stuck", "behind", NUMBING, "after");
    assertThat(worked.values()).allSatisfy(texts -> assertThat(texts).doesNotHaveDuplicates());
  }

  private SharedReader heir() {
    return SharedReader.start(
        kafka.connection(),
        topics.name("IN"),
        topics.name("group"),
        "heir",
        (partition, mark) -> {
          List<String> texts = worked.computeIfAbsent(partition, _ -> new CopyOnWriteArrayList<>());
          return new TextWork(mark, record -> texts.add(TextWork.text(record)));
        });
  }

  private boolean haveAllWorkedOn(String text) {
    return worked.size() == PARTITIONS
        && worked.values().stream().allMatch(texts -> texts.contains(text));
  }

  private void appendToEach(String key, String text) {
    IntStream.range(0, PARTITIONS).forEach(partition -> append(partition, key, text));
  }

  private void append(int partition, String key, String text) {
    var _ = writer.write(new OutputRecord(topics.name("IN"), partition, key, text.getBytes(UTF_8)));
  }

  private static Mark done(long upTo) {
    return new Mark(upTo, List.of());
  }

  /// Waits until this is what the next reader of each partition will be told.
  private void awaitMarks(Mark... byPartition) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(marks()).containsExactly(byPartition));
  }

  private List<Mark> marks() throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(topics.name("group"))
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(of -> of.partition())))
        .map(committed -> Mark.read(committed.getValue().offset(), committed.getValue().metadata()))
        .toList();
  }
}
