package io.sluice.eventlog.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogic;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.eventlog.testing.ScratchTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OddInputsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaFixture kafka = KafkaFixture.shared();
  private final ScratchTopics topics = ScratchTopics.create(kafka, 1, "IN", "STATE");
  private final ScratchTopics wider = ScratchTopics.create(kafka, 2, "IN");

  @AfterEach
  void close() {
    topics.close();
    wider.close();
  }

  @Test
  void handsOnMissingKeysMissingValuesAndGarbageAsTheyAre() throws Exception {
    List<InputRecord> seen = new CopyOnWriteArrayList<>();
    byte[] garbage = {(byte) 0xC3, 1, (byte) 0xFF, 0};
    byte[] notUtf8 = {(byte) 0xFF, 'a'};
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.connection().properties(Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        TransactionalLoop loop =
            TransactionalLoop.start(
                config(List.of(topics.name("IN"))), (p, state) -> collecting(seen), h -> {})) {
      producer.send(new ProducerRecord<>(topics.name("IN"), 0, null, garbage)).get();
      producer.send(new ProducerRecord<>(topics.name("IN"), 0, notUtf8, null)).get();
      producer.send(new ProducerRecord<>(topics.name("IN"), 0, new byte[0], new byte[0])).get();

      await().atMost(PATIENCE).until(() -> loop.counters().inputs() == 3);
    }
    assertThat(seen).extracting(InputRecord::key).containsExactly(null, "\uFFFDa", "");
    assertThat(seen).extracting(InputRecord::value).containsExactly(garbage, null, new byte[0]);
    assertThat(seen).extracting(read -> read.position().offset()).containsExactly(0L, 1L, 2L);
  }

  @Test
  void refusesTopicsWhosePartitionsAreNotOwnedTogether() {
    try (TransactionalLoop loop =
        TransactionalLoop.start(
            config(List.of(topics.name("IN"), wider.name("IN"))),
            (p, state) -> collecting(new CopyOnWriteArrayList<>()),
            h -> {})) {
      await()
          .atMost(PATIENCE)
          .until(() ->
              loop.health() instanceof LoopHealth.Failed(String reason, int _)
                  && reason.contains("same number of partitions"));
    }
  }

  private LoopConfig config(List<String> inputs) {
    return LoopConfig.of(
        kafka.connection(), topics.name("group"), "one", inputs, topics.name("STATE"));
  }

  private static PartitionLogic collecting(List<InputRecord> seen) {
    return new PartitionLogic() {
      @Override
      public List<OutputRecord> onInputs(List<InputRecord> inputs) {
        seen.addAll(inputs);
        return List.of();
      }

      @Override
      public List<OutputRecord> onTick() {
        return List.of();
      }
    };
  }
}
