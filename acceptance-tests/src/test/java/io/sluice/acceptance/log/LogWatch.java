package io.sluice.acceptance.log;

import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.Topic;
import io.sluice.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads all topics from their beginning with a plain Kafka consumer, and keeps what it read. Sees
/// only what is committed.
public final class LogWatch implements AutoCloseable {
  private static final RecordCodec CODEC = RecordCodec.standard();

  private final List<Observed> observed = new CopyOnWriteArrayList<>();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Thread thread;

  private LogWatch(String bootstrap, int partitions) {
    thread =
        Thread.ofPlatform().name("log-watch").daemon(true).start(() -> read(bootstrap, partitions));
  }

  /// The topics must exist.
  public static LogWatch start(String bootstrap, int partitions) {
    return new LogWatch(bootstrap, partitions);
  }

  private void read(String bootstrap, int partitions) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers", bootstrap,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            "allow.auto.create.topics", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(everyPartition(partitions));
      while (open.get()) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(50))) {
          observed.add(observed(entry));
        }
      }
    }
  }

  private static List<TopicPartition> everyPartition(int partitions) {
    return TopicCatalogue.TOPICS.stream()
        .flatMap(topic ->
            Stream.iterate(0, p -> p < partitions, p -> p + 1)
                .map(p -> new TopicPartition(topic.name(), p)))
        .toList();
  }

  private static Observed observed(ConsumerRecord<byte[], byte[]> entry) {
    return new Observed(
        entry.topic(),
        entry.partition(),
        entry.offset(),
        entry.key() == null ? null : new String(entry.key(), StandardCharsets.UTF_8),
        message(entry.value()),
        Instant.ofEpochMilli(entry.timestamp()),
        System.nanoTime());
  }

  private static @Nullable SpecificRecord message(byte @Nullable [] value) {
    return value == null ? null : CODEC.decode(value).as(SpecificRecord.class).orElse(null);
  }

  /// What `topic` holds under `key`, in order.
  public List<Observed> of(Topic topic, String key) {
    return observed.stream()
        .filter(o -> o.topic().equals(topic.name()) && key.equals(o.key()))
        .toList();
  }

  /// All that `topic` holds, in order within each partition.
  public List<Observed> of(Topic topic) {
    return observed.stream().filter(o -> o.topic().equals(topic.name())).toList();
  }

  /// All that any topic holds about a process: its key is the id, or begins with it.
  public List<Observed> of(String processId) {
    return observed.stream()
        .filter(o -> o.key() != null && (o.key() + "/").startsWith(processId + "/"))
        .toList();
  }

  /// What is known of one process.
  public ProcessWatch process(String processId) {
    return new ProcessWatch(this, processId);
  }

  @Override
  public void close() {
    open.set(false);
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
