package io.sluice.eventlog.testing;

import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogicFactory;
import java.util.List;

/// Topics in memory, and a loop over them that runs when told to: the same promises as Kafka's,
/// without its threads.
///
/// Thread: confined to the test's.
public final class InMemoryEventLog {
  public InMemoryEventLog(int partitions) {
    throw new UnsupportedOperationException("partitions " + partitions);
  }

  public InputPosition append(OutputRecord output) {
    throw new UnsupportedOperationException();
  }

  /// All records of `topic`, partition after partition.
  public List<InputRecord> records(String topic) {
    throw new UnsupportedOperationException();
  }

  /// A loop that owns every partition and begins at the beginning.
  public InMemoryLoop loop(
      List<String> inputTopics, String stateTopic, PartitionLogicFactory factory) {
    throw new UnsupportedOperationException();
  }

  /// The loop over an in-memory log.
  public interface InMemoryLoop {
    /// Decides all inputs that stand undecided, and those that this appends, until none is left.
    void runUntilIdle();

    /// One tick of every partition.
    void tick();

    /// Drops all logic objects as a crash would: the next run restores them from the state topic.
    void crash();
  }
}
