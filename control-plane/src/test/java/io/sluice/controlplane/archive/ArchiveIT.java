package io.sluice.controlplane.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.past.PastReader;
import io.sluice.controlplane.process.Samples;
import io.sluice.controlplane.testing.RecordedHistory;
import io.sluice.eventlog.replay.ReplayProgress;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.Topic;
import io.sluice.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// One process among many others, in one partition of a real Kafka.
@TestInstance(Lifecycle.PER_CLASS)
class ArchiveIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofHours(6);
  private static final int OTHERS_BETWEEN = 8_000;
  private static final ProcessId ONE = Samples.CAMERA;
  private static final ProcessId NEVER_WAS = new ProcessId("never-was");

  private final RecordCodec codec = RecordCodec.standard();
  private final RecordedHistory history =
      new RecordedHistory(ONE)
          .input(Samples.start("c1"), Samples.candidate(Samples.ALPHA, 3))
          .later(BETWEEN)
          .input(Samples.portsAllocated(Samples.origin(Samples.ALPHA, Samples.FIRST_LIFE, 1)))
          .later(BETWEEN)
          .input(Samples.stop("c2"))
          .later(BETWEEN)
          .input(Samples.stop("c3"));
  private final KafkaFixture kafka = KafkaFixture.start();
  private final AtomicLong longest = new AtomicLong();
  private final ReplayProgress watched = (passed, _) -> longest.accumulateAndGet(passed, Math::max);

  @BeforeAll
  void fill() {
    kafka.createTopics(1);
    try (var producer = producer()) {
      for (Transition transition : history.transitions()) {
        send(producer, TopicCatalogue.PROCESS_EVENTS, ONE.value(), at(transition), transition);
        for (int i = 0; i < OTHERS_BETWEEN; i++) {
          Instant time = at(transition).plus(BETWEEN.multipliedBy(i).dividedBy(OTHERS_BETWEEN));
          send(producer, TopicCatalogue.PROCESS_EVENTS, "other-" + i % 100, time, transition);
        }
      }
      send(
          producer,
          TopicCatalogue.PROCESSES,
          ONE.value(),
          at(history.transitions().getLast()),
          ProcessSnapshotRecords.write(history.process()));
    }
  }

  @AfterAll
  void close() {
    kafka.close();
  }

  @Test
  void findsOneProcessInALargeLogWithoutReadingTheWholeOfIt() {
    try (Archive archive = Archive.open(kafka.connection(), PATIENCE, watched)) {
      assertThat(archive.history(ONE, Span.ALL)).isEqualTo(history.transitions());
    }

    assertThat(longest.get()).isLessThan(OTHERS_BETWEEN / 2);
  }

  @Test
  void doesNotReadTheLogForAProcessThatNeverWas() {
    try (Archive archive = Archive.open(kafka.connection(), PATIENCE, watched)) {
      assertThat(archive.history(NEVER_WAS, Span.ALL)).isEmpty();
    }

    assertThat(longest.get()).isLessThan(OTHERS_BETWEEN / 2);
  }

  @Test
  void tellsThePastAlsoWhenItIsAskedLittleByLittle() {
    AtomicLong known = new AtomicLong(2);
    try (PastReader reader =
        new PastReader(
            kafka.connection(), id -> id.equals(ONE) ? last(known.get()) : Optional.empty())) {
      assertThat(reader.read(ONE).transitions()).isEqualTo(history.transitions().subList(0, 2));
      known.set(4);
      assertThat(reader.read(ONE).transitions()).isEqualTo(history.transitions());
      assertThat(reader.read(ONE).last()).contains(history.process());
      assertThat(reader.read(NEVER_WAS).transitions()).isEmpty();
    }
  }

  private Optional<LastTransition> last(long sequence) {
    Transition last = history.transitions().get((int) sequence - 1);
    return Optional.of(new LastTransition(sequence, last.getDecidedAt()));
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer,
      Topic topic,
      String key,
      Instant time,
      SpecificRecord value) {
    producer.send(
        new ProducerRecord<>(
            topic.name(),
            0,
            time.toEpochMilli(),
            key.getBytes(StandardCharsets.UTF_8),
            codec.encode(value)));
  }

  private static Instant at(Transition transition) {
    return transition.getDecidedAt();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        kafka.connection().properties(Map.of("linger.ms", 20)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
