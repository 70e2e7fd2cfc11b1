package io.sluice.eventlog.share;

import io.sluice.eventlog.InputRecord;

/// The work on one partition for as long as a reader has it.
///
/// Thread: the reader's; none of it blocks.
public interface PartitionWork extends AutoCloseable {
  void take(InputRecord record);

  /// Whether no more is taken for now.
  boolean isFull();

  /// What is done so far.
  Mark mark();

  /// The partition is another's: what is not done is given up.
  @Override
  void close();

  /// Makes the work on a partition that was given to this reader.
  @FunctionalInterface
  interface Factory {
    /// @param mark what is done already
    PartitionWork begin(int partition, Mark mark);
  }
}
