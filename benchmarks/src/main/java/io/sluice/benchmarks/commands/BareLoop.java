package io.sluice.benchmarks.commands;

import io.sluice.benchmarks.bare.BareClients;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads commands and appends three records for each, of the sizes that the control plane's have;
/// each batch is one transaction with its offsets. Decides nothing. A program of its own.
public final class BareLoop {
  static final String GROUP = "bare-deciding";
  static final String COMMANDS = "bare.commands";
  static final String HISTORY = "bare.process-events";
  private static final String STATES = "bare.processes";
  private static final String ASSIGNMENTS = "bare.assignments";

  private BareLoop() {}

  static void createTopics(String bootstrap, int partitions) {
    List<NewTopic> topics =
        Stream.of(COMMANDS, HISTORY, STATES, ASSIGNMENTS)
            .map(name -> new NewTopic(name, partitions, (short) 1))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the bare topics cannot be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making topics", e);
    }
  }

  /// @param bytes of the command
  static ProducerRecord<byte[], byte[]> command(long number, int bytes) {
    return new ProducerRecord<>(
        COMMANDS, BareClients.bytes("cam-" + number), numbered(number, bytes));
  }

  /// Of the command that a record of [#HISTORY] settles.
  static long settled(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }

  private static byte[] numbered(long number, int bytes) {
    return ByteBuffer.allocate(Math.max(bytes, Long.BYTES)).putLong(number).array();
  }

  /// Arguments: bootstrap servers; bytes of a transition, of a state, of an assignment.
  public static void main(String[] args) {
    String bootstrap = args[0];
    int[] bytes = Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray();
    try (KafkaConsumer<byte[], byte[]> consumer = BareClients.groupConsumer(bootstrap);
        KafkaProducer<byte[], byte[]> producer = BareClients.transactionalProducer(bootstrap)) {
      producer.initTransactions();
      consumer.subscribe(List.of(COMMANDS));
      while (true) {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(500));
        if (!batch.isEmpty()) {
          append(batch, bytes, consumer, producer);
        }
      }
    }
  }

  private static void append(
      ConsumerRecords<byte[], byte[]> batch,
      int[] bytes,
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaProducer<byte[], byte[]> producer) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    producer.beginTransaction();
    for (ConsumerRecord<byte[], byte[]> input : batch) {
      long number = settled(input.value());
      List<String> topics = List.of(HISTORY, STATES, ASSIGNMENTS);
      for (int i = 0; i < topics.size(); i++) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    topics.get(i), input.partition(), input.key(), numbered(number, bytes[i])));
      }
      offsets.put(
          new TopicPartition(input.topic(), input.partition()),
          new OffsetAndMetadata(input.offset() + 1));
    }
    producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
    producer.commitTransaction();
  }
}
