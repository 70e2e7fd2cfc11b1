package io.sluice.eventlog.loop;

import io.sluice.eventlog.PartitionLogicFactory;
import java.util.Map;

/// Reads, decides and appends, exactly once: of each partition number, one member of the group owns
/// all input topics' partitions; each batch is one transaction with its offsets, fenced by the
/// group.
///
/// Thread: owns the one on which everything runs; the accessors may be called from any.
public final class TransactionalLoop implements AutoCloseable {
  private TransactionalLoop() {}

  /// Starts the loop and returns at once; Kafka need not be there yet, but the topics must be when
  /// it is.
  public static TransactionalLoop start(
      LoopConfig config, PartitionLogicFactory factory, LoopListener listener) {
    throw new UnsupportedOperationException();
  }

  public LoopHealth health() {
    throw new UnsupportedOperationException();
  }

  public LoopCounters counters() {
    throw new UnsupportedOperationException();
  }

  /// For each owned partition, how many inputs stand committed and undecided, as last known.
  public Map<Integer, Long> lag() {
    throw new UnsupportedOperationException();
  }

  /// Ends the current batch, leaves the group at once so that others take over, and returns when
  /// the thread has ended. May be called again.
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
