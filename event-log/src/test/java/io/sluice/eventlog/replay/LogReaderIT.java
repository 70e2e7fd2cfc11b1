package io.sluice.eventlog.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.eventlog.testing.ScratchTopics;
import io.sluice.schemas.topic.Partitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogReaderIT {
  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaFixture kafka = KafkaFixture.shared();
  private final ScratchTopics topics = ScratchTopics.create(kafka, PARTITIONS, "LOG");
  private final LogReader reader = LogReader.open(kafka.connection(), PATIENCE);
  private final LogWriter writer = LogWriter.giveUpAfter(kafka.connection(), "replay", PATIENCE);
  private final List<InputRecord> read = new ArrayList<>();

  @AfterEach
  void close() {
    reader.close();
    writer.close();
    topics.close();
  }

  @Test
  void readsOneKeyInOrderAndNoOther() {
    for (int i = 0; i < 20; i++) {
      write("key-" + i % 4, "v" + i);
    }

    assertThat(reader.readKey(topics.name("LOG"), "key-2", ReplayFrom.beginning(), read::add))
        .isEqualTo(5);
    assertThat(values()).containsExactly("v2", "v6", "v10", "v14", "v18");
  }

  @Test
  void readsAllPartitionsToTheirEndAndAgain() {
    for (int i = 0; i < 20; i++) {
      write("key-" + i, "v" + i);
    }

    assertThat(reader.read(topics.name("LOG"), Set.of(), ReplayFrom.beginning(), read::add))
        .isEqualTo(20);
    assertThat(reader.read(topics.name("LOG"), Set.of(), ReplayFrom.beginning(), read::add))
        .isEqualTo(20);
  }

  @Test
  void beginsAtAnOffset() {
    write("k", "a");
    write("k", "b");
    write("k", "c");

    reader.readKey(topics.name("LOG"), "k", new ReplayFrom.Offset(1), read::add);

    assertThat(values()).containsExactly("b", "c");
  }

  @Test
  void beginsAtATime() {
    write("k", "a");
    write("k", "b");
    reader.readKey(topics.name("LOG"), "k", ReplayFrom.beginning(), read::add);
    Instant last = read.getLast().appendedAt();
    read.clear();

    reader.readKey(topics.name("LOG"), "k", new ReplayFrom.Time(last), read::add);
    assertThat(values()).contains("b");
    read.clear();
    reader.readKey(topics.name("LOG"), "k", new ReplayFrom.Time(last.plusSeconds(60)), read::add);
    assertThat(values()).isEmpty();
  }

  @Test
  void endsBeforeATime() {
    write("k", "a");
    write("k", "b");

    assertThat(readUntil(Instant.EPOCH)).isZero();
    assertThat(readUntil(Instant.now().plusSeconds(60))).isEqualTo(2);
  }

  @Test
  void endsWhenItIsTold() {
    write("k", "a");
    write("k", "b");
    write("k", "c");

    reader.readWhile(
        topics.name("LOG"),
        Set.of(),
        ReplayFrom.beginning(),
        ReplayUntil.presentEnd(),
        record -> read.add(record) && read.size() < 2);

    assertThat(values()).containsExactly("a", "b");
  }

  @Test
  void saysHowFarItIs() {
    for (int i = 0; i < 20; i++) {
      write("key-" + i, "v" + i);
    }
    List<Long> passed = new ArrayList<>();
    try (LogReader told =
        LogReader.open(kafka.connection(), PATIENCE, (now, all) -> passed.add(all - now))) {
      told.read(topics.name("LOG"), Set.of(), ReplayFrom.beginning(), read::add);
    }

    assertThat(passed).isSortedAccordingTo(Comparator.reverseOrder()).endsWith(0L);
  }

  @Test
  void readsNothingOfAnEmptyTopic() {
    assertThat(reader.read(topics.name("LOG"), Set.of(), ReplayFrom.beginning(), read::add))
        .isZero();
  }

  @Test
  void namesATopicThatIsNotThere() {
    assertThatThrownBy(
            () -> reader.read("no-such-topic", Set.of(), ReplayFrom.beginning(), read::add))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("no-such-topic");
  }

  @Test
  void namesAKafkaThatDoesNotAnswer() {
    KafkaConnection nowhere = KafkaConnection.to("127.0.0.1:1");
    Duration brief = Duration.ofMillis(500);
    try (LogReader nobody = LogReader.open(nowhere, brief);
        LogWriter lost = LogWriter.giveUpAfter(nowhere, "lost", brief)) {
      assertThatThrownBy(() -> nobody.read("t", Set.of(), ReplayFrom.beginning(), read::add))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("127.0.0.1:1");
      assertThatThrownBy(() -> lost.write(new OutputRecord("t", 0, "k", new byte[0])))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("127.0.0.1:1");
    }
  }

  private long readUntil(Instant end) {
    return reader.read(
        topics.name("LOG"), Set.of(), ReplayFrom.beginning(), new ReplayUntil.Time(end), read::add);
  }

  private void write(String key, String value) {
    writer.write(
        new OutputRecord(
            topics.name("LOG"), Partitions.of(key, PARTITIONS), key, value.getBytes(UTF_8)));
  }

  private List<String> values() {
    return read.stream().map(record -> new String(record.value(), UTF_8)).toList();
  }
}
