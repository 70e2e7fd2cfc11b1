package io.sluice.eventlog.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.eventlog.testing.ScratchTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaFixture kafka = KafkaFixture.shared();
  private final ScratchTopics topics = ScratchTopics.create(kafka, 3, "TABLE");
  private final LogWriter writer = LogWriter.giveUpAfter(kafka.connection(), "followers", PATIENCE);
  private final List<String> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    writer.close();
    topics.close();
  }

  @Test
  void aTableHoldsWhatStoodBeforeAndWhatComes() throws Exception {
    write(0, "a", "1");
    write(1, "b", "2");
    write(0, "a", "3");
    try (TableFollower<String> table = follow(Set.of())) {
      assertThat(table.awaitCaughtUp(PATIENCE)).isTrue();
      assertThat(table.view()).isEqualTo(Map.of("a", "3", "b", "2"));

      write(1, "b", null);
      write(2, "c", "4");

      await().atMost(PATIENCE).until(() -> table.view().equals(Map.of("a", "3", "c", "4")));
      assertThat(table.get("b")).isEmpty();
    }
    assertThat(told).containsSubsequence("a=1", "a=3", "caught up").contains("b gone", "c=4");
  }

  @Test
  void aTableOfSomePartitionsHoldsNothingOfOthers() throws Exception {
    write(0, "a", "1");
    write(1, "b", "2");
    write(2, "c", "3");
    try (TableFollower<String> table = follow(Set.of(1, 2))) {
      assertThat(table.awaitCaughtUp(PATIENCE)).isTrue();

      assertThat(table.view()).isEqualTo(Map.of("b", "2", "c", "3"));
    }
  }

  @Test
  void anUnreadableValueIsCountedAndLeavesTheLastReadableOne() throws Exception {
    write(0, "a", "1");
    write(0, "a", "garbage");
    write(0, "z", "1");
    try (TableFollower<String> table = follow(Set.of())) {
      assertThat(table.awaitCaughtUp(PATIENCE)).isTrue();

      assertThat(table.view()).isEqualTo(Map.of("a", "1", "z", "1"));
      assertThat(table.unreadable()).isEqualTo(1);
    }
  }

  @Test
  void aListenerThatThrowsDoesNotEndTheTable() throws Exception {
    try (TableFollower<String> table =
        TableFollower.start(
            kafka.connection(),
            topics.name("TABLE"),
            FollowersIT::decoded,
            change -> {
              throw new IllegalStateException("planted");
            })) {
      write(0, "a", "1");
      write(0, "b", "2");

      await().atMost(PATIENCE).until(() -> table.view().size() == 2);
    }
  }

  @Test
  void aTableWaitsForATopicThatIsMadeLater() throws Exception {
    try (TableFollower<String> table =
            TableFollower.start(
                kafka.connection(), "made-later", FollowersIT::decoded, change -> {});
        Admin admin = Admin.create(kafka.connection().properties(Map.of()))) {
      assertThat(table.isCaughtUp()).isFalse();
      admin.createTopics(List.of(new NewTopic("made-later", 1, (short) 1))).all().get();

      assertThat(table.awaitCaughtUp(PATIENCE)).isTrue();
    }
  }

  /// What is not committed does not exist.
  @Test
  void aTableReadsOnlyWhatIsCommitted() throws Exception {
    try (KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                kafka.connection().properties(Map.of("transactional.id", topics.name("tx"))),
                new StringSerializer(),
                new StringSerializer());
        TableFollower<String> table = follow(Set.of())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topics.name("TABLE"), 0, "a", "aborted")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topics.name("TABLE"), 0, "a", "committed")).get();
      producer.commitTransaction();

      await().atMost(PATIENCE).until(() -> table.get("a").equals(Optional.of("committed")));
      assertThat(told).doesNotContain("a=aborted");
    }
  }

  @Test
  void aTailGivesOnlyWhatComesAfterItIsReady() throws Exception {
    write(0, "a", "before");
    List<String> seen = new CopyOnWriteArrayList<>();
    try (TopicTail tail =
        TopicTail.start(kafka.connection(), topics.name("TABLE"), read -> seen.add(text(read)))) {
      assertThat(tail.awaitReady(PATIENCE)).isTrue();
      write(0, "a", "after");
      write(0, "a", "later");

      await().atMost(PATIENCE).until(() -> seen.size() >= 2);
    }
    assertThat(seen).containsExactly("after", "later");
  }

  private TableFollower<String> follow(Set<Integer> partitions) {
    return TableFollower.start(
        kafka.connection(),
        topics.name("TABLE"),
        partitions,
        FollowersIT::decoded,
        new TableListener<>() {
          @Override
          public void changed(TableChange<String> change) {
            told.add(
                switch (change) {
                  case TableChange.Put<String> put -> put.key() + "=" + put.value();
                  case TableChange.Removed<String> removed -> removed.key() + " gone";
                });
          }

          @Override
          public void caughtUp() {
            told.add("caught up");
          }
        });
  }

  private static Optional<String> decoded(byte[] value) {
    return Optional.of(new String(value, UTF_8)).filter(text -> !text.equals("garbage"));
  }

  private static String text(InputRecord read) {
    byte[] value = read.value();
    return value == null ? "" : new String(value, UTF_8);
  }

  private void write(int partition, String key, @Nullable String value) {
    writer.write(
        new OutputRecord(
            topics.name("TABLE"), partition, key, value == null ? null : value.getBytes(UTF_8)));
  }
}
