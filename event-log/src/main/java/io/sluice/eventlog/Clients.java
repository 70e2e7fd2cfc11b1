package io.sluice.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Kafka's clients as all of this module uses them, and its records as ours.
public final class Clients {
  private Clients() {}

  /// One that reads bytes, only committed ones, and commits nothing by itself.
  public static KafkaConsumer<byte[], byte[]> consumer(
      KafkaConnection kafka, Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", "false");
    settings.put("reconnect.backoff.ms", "100");
    settings.put("reconnect.backoff.max.ms", "2000");
    settings.putAll(own);
    return new KafkaConsumer<>(
        kafka.properties(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  public static InputRecord inputRecord(ConsumerRecord<byte[], byte[]> read) {
    return new InputRecord(
        new InputPosition(read.topic(), read.partition(), read.offset()),
        key(read),
        read.value(),
        Instant.ofEpochMilli(read.timestamp()));
  }

  public static @Nullable String key(ConsumerRecord<byte[], byte[]> read) {
    return read.key() == null ? null : new String(read.key(), StandardCharsets.UTF_8);
  }

  public static ProducerRecord<byte[], byte[]> producerRecord(OutputRecord output) {
    return new ProducerRecord<>(
        output.topic(),
        output.partition(),
        output.key().getBytes(StandardCharsets.UTF_8),
        output.value());
  }
}
