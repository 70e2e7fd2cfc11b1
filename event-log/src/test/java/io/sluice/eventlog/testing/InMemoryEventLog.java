package io.sluice.eventlog.testing;

import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogicFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Topics in memory, and a loop over them that runs when told to: the same promises as Kafka's,
/// without its threads.
///
/// Thread: confined to the test's.
public final class InMemoryEventLog {
  private final int partitions;
  private final InstantSource clock;
  private final Map<String, List<InputRecord>> topics = new HashMap<>();

  /// All topics in the order of appending, which is the order in which a loop reads.
  private final List<InputRecord> all = new ArrayList<>();

  public InMemoryEventLog(int partitions) {
    this(partitions, () -> Instant.EPOCH);
  }

  /// @param clock gives the records their time
  public InMemoryEventLog(int partitions, InstantSource clock) {
    this.partitions = partitions;
    this.clock = clock;
  }

  public InputPosition append(OutputRecord output) {
    if (output.partition() < 0 || output.partition() >= partitions) {
      throw new IllegalArgumentException(
          "topic %s has partitions 0 to %d, not %d"
              .formatted(output.topic(), partitions - 1, output.partition()));
    }
    List<InputRecord> topic = topics.computeIfAbsent(output.topic(), _ -> new ArrayList<>());
    long offset =
        topic.stream().filter(r -> r.position().partition() == output.partition()).count();
    InputPosition position = new InputPosition(output.topic(), output.partition(), offset);
    InputRecord appended = new InputRecord(position, output.key(), output.value(), clock.instant());
    topic.add(appended);
    all.add(appended);
    return position;
  }

  /// All records of `topic`, partition after partition.
  public List<InputRecord> records(String topic) {
    return topics.getOrDefault(topic, List.of()).stream()
        .sorted(Comparator.comparingInt(record -> record.position().partition()))
        .toList();
  }

  /// A loop that owns every partition and begins at the beginning.
  public InMemoryLoop loop(
      List<String> inputTopics, String stateTopic, PartitionLogicFactory factory) {
    return new InMemoryLoop(this, inputTopics, stateTopic, factory);
  }

  int partitions() {
    return partitions;
  }

  List<InputRecord> inOrderOfAppending() {
    return all;
  }
}
