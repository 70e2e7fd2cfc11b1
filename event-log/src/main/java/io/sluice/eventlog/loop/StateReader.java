package io.sluice.eventlog.loop;

import io.sluice.eventlog.Clients;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.StateRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads what stands in partitions of the state topic.
///
/// Thread: the loop's.
final class StateReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final String topic;
  private final Duration patience;
  private final Consumer<byte[], byte[]> committed;
  private final Consumer<byte[], byte[]> uncommitted;

  StateReader(LoopConfig config, LoopClients clients) {
    this.topic = config.stateTopic();
    // Beyond the poll interval others own the partitions anyway.
    this.patience = config.maxPollInterval();
    this.committed = clients.state(config, true);
    this.uncommitted = clients.state(config, false);
  }

  /// The live records of each of `partitions`. Called after the inputs' offsets were read as
  /// stable: no earlier owner can commit any more, but the end of its last transaction may not have
  /// reached this topic yet. So the end is taken with what is uncommitted, and reading up to it
  /// waits until every transaction below has ended, one way or the other.
  Map<Integer, Collection<StateRecord>> read(Collection<Integer> partitions) {
    List<TopicPartition> wanted =
        partitions.stream().map(p -> new TopicPartition(topic, p)).toList();
    Map<TopicPartition, Long> ends = uncommitted.endOffsets(wanted);
    Map<Integer, Map<String, StateRecord>> live = new HashMap<>();
    partitions.forEach(p -> live.put(p, new LinkedHashMap<>()));
    committed.assign(wanted);
    committed.seekToBeginning(wanted);
    long start = System.nanoTime();
    while (!reached(ends)) {
      committed
          .poll(POLL)
          .forEach(read ->
              apply(read, live.computeIfAbsent(read.partition(), _ -> new LinkedHashMap<>())));
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new LogUnavailableException(
            "topic %s could not be read to its end within %s: a transaction hangs, or Kafka is gone"
                .formatted(topic, patience));
      }
    }
    Map<Integer, Collection<StateRecord>> all = new HashMap<>();
    live.forEach((partition, records) -> all.put(partition, records.values()));
    return all;
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> committed.position(end.getKey()) >= end.getValue());
  }

  private static void apply(ConsumerRecord<byte[], byte[]> read, Map<String, StateRecord> live) {
    String key = Clients.key(read);
    if (key == null) {
      return;
    }
    if (read.value() == null) {
      live.remove(key);
    } else {
      live.put(key, new StateRecord(key, read.value()));
    }
  }

  @Override
  public void close() {
    committed.close();
    uncommitted.close();
  }
}
