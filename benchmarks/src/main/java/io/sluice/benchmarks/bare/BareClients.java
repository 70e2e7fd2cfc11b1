package io.sluice.benchmarks.bare;

import io.sluice.eventlog.Clients;
import io.sluice.eventlog.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Kafka clients set as those of the event log are, so that the same is measured on both ways.
public final class BareClients {
  private BareClients() {}

  public static KafkaConsumer<byte[], byte[]> groupConsumer(String bootstrap) {
    return Clients.consumer(
        KafkaConnection.to(bootstrap),
        Map.of(
            "group.id", "bare-deciding",
            "partition.assignment.strategy", RangeAssignor.class.getName(),
            "session.timeout.ms", "6000",
            "heartbeat.interval.ms", "1500",
            "max.poll.records", "500"));
  }

  public static KafkaConsumer<byte[], byte[]> follower(
      String bootstrap, String topic, int partitions) {
    KafkaConsumer<byte[], byte[]> consumer =
        Clients.consumer(KafkaConnection.to(bootstrap), Map.of());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return consumer;
  }

  public static KafkaProducer<byte[], byte[]> plainProducer(String bootstrap) {
    Map<String, Object> settings = writing(bootstrap);
    settings.put("max.in.flight.requests.per.connection", "1");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public static KafkaProducer<byte[], byte[]> transactionalProducer(String bootstrap) {
    Map<String, Object> settings = writing(bootstrap);
    settings.put("transactional.id", "bare-deciding");
    settings.put("transaction.timeout.ms", "10000");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> writing(String bootstrap) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.put("linger.ms", "0");
    return settings;
  }
}
