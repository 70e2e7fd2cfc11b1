package io.sluice.eventlog.loop;

import io.sluice.eventlog.PartitionLogic;
import io.sluice.eventlog.PartitionLogicFactory;
import io.sluice.eventlog.StateRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The partitions that the group gave to this member, with the logic of each and the next offset of
/// each input.
///
/// Thread: the loop's; Kafka calls the listener's methods within poll.
final class OwnedPartitions implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(OwnedPartitions.class);
  private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(30);

  private final LoopConfig config;
  private final PartitionLogicFactory factory;
  private final Consumer<byte[], byte[]> inputs;
  private final StateReader state;
  private final Set<Integer> unrestored = new TreeSet<>();
  private final Map<Integer, PartitionLogic> logics = new TreeMap<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private boolean joined;

  OwnedPartitions(
      LoopConfig config,
      PartitionLogicFactory factory,
      Consumer<byte[], byte[]> inputs,
      StateReader state) {
    this.config = config;
    this.factory = factory;
    this.inputs = inputs;
    this.state = state;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    joined = true;
    assigned.forEach(partition -> unrestored.add(partition.partition()));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    for (TopicPartition partition : revoked) {
      next.remove(partition);
      logics.remove(partition.partition());
      unrestored.remove(partition.partition());
    }
  }

  /// True once the group has said what this member owns, be it nothing.
  boolean joined() {
    return joined;
  }

  Set<Integer> unrestored() {
    return Set.copyOf(unrestored);
  }

  Map<Integer, PartitionLogic> logics() {
    return logics;
  }

  /// Forgets all that was decided in memory, which may be more than what is committed.
  void dropLogics() {
    unrestored.addAll(logics.keySet());
    logics.clear();
    next.clear();
  }

  /// Makes the logic of each unrestored partition from the committed state, and has its inputs read
  /// from the committed offsets again: what poll gave of them before is void.
  ///
  /// @return whom the group takes this member for, which stands for it while it owns these
  ///   partitions
  ConsumerGroupMetadata restore() {
    // Taken once: when the member is thrown out, the consumer's own copy becomes that of no member,
    // and
    // Kafka takes offsets from no member without asking for the generation.
    ConsumerGroupMetadata member = inputs.groupMetadata();
    if (member.generationId() < 0) {
      throw new IllegalStateException("the group has thrown this member out");
    }
    checkCoPartitioned();
    seekToCommitted();
    Map<Integer, Collection<StateRecord>> states = state.read(unrestored);
    states.forEach(
        (partition, records) -> logics.put(partition, factory.restore(partition, records)));
    LOG.atInfo().addKeyValue("partitions", unrestored.toString()).log("partitions restored");
    unrestored.clear();
    return member;
  }

  private void checkCoPartitioned() {
    Set<TopicPartition> assigned = inputs.assignment();
    for (int partition : unrestored) {
      for (TopicPartition wanted : inputsOf(partition)) {
        if (!assigned.contains(wanted)) {
          throw new IllegalStateException(
              "partition %s does not belong to the owner of its like in %s: do they have the same number of partitions?"
                  .formatted(wanted, config.inputTopics()));
        }
      }
    }
  }

  private void seekToCommitted() {
    Set<TopicPartition> partitions =
        unrestored.stream()
            .flatMap(partition -> inputsOf(partition).stream())
            .collect(Collectors.toSet());
    // Waits until every transaction that holds offsets of these partitions has ended.
    Map<TopicPartition, OffsetAndMetadata> committed =
        inputs.committed(partitions, COMMITTED_TIMEOUT);
    Map<TopicPartition, Long> beginnings = inputs.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long beginning = beginnings.getOrDefault(partition, 0L);
      OffsetAndMetadata offset = committed.get(partition);
      if (offset != null && offset.offset() < beginning) {
        LOG.atError()
            .addKeyValue("topic", partition.topic())
            .addKeyValue("partition", partition.partition())
            .addKeyValue("offset", offset.offset())
            .log("inputs grew too old and were deleted before they were decided");
      }
      long start = offset == null ? beginning : Math.max(offset.offset(), beginning);
      inputs.seek(partition, start);
      next.put(partition, start);
    }
  }

  private List<TopicPartition> inputsOf(int partition) {
    return config.inputTopics().stream()
        .map(topic -> new TopicPartition(topic, partition))
        .toList();
  }

  void advance(TopicPartition partition, long nextOffset) {
    next.put(partition, nextOffset);
  }

  /// What to commit for `partitions`. Also for those that only ticked: without offsets a
  /// transaction would not be checked against the group, and a deposed owner could write.
  Map<TopicPartition, OffsetAndMetadata> offsets(Collection<Integer> partitions) {
    return next.entrySet().stream()
        .filter(entry -> partitions.contains(entry.getKey().partition()))
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
  }

  /// Committed inputs not yet read, per partition number.
  Map<Integer, Long> lag() {
    Map<Integer, Long> lag = new TreeMap<>();
    next.keySet()
        .forEach(partition ->
            lag.merge(partition.partition(), inputs.currentLag(partition).orElse(0), Long::sum));
    return lag;
  }
}
