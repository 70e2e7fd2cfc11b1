package io.sluice.benchmarks.commands;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// What a consumer group has committed, as Kafka says.
record Group(String bootstrap, String name, List<String> topics, int partitions) {
  /// Records that stand in the topics and are not committed as read. A transaction's mark takes an
  /// offset too, but none is written to the inputs.
  long lag() {
    Map<TopicPartition, OffsetSpec> all =
        topics.stream()
            .flatMap(this::partitionsOf)
            .collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest()));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var committed =
          admin
              .listConsumerGroupOffsets(Map.of(name, new ListConsumerGroupOffsetsSpec()))
              .partitionsToOffsetAndMetadata(name)
              .get();
      return admin.listOffsets(all).all().get().entrySet().stream()
          .mapToLong(end -> {
            var read = committed.get(end.getKey());
            return end.getValue().offset() - (read == null ? 0 : read.offset());
          })
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell the lag", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for the lag", e);
    }
  }

  private Stream<TopicPartition> partitionsOf(String topic) {
    return IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p));
  }
}
