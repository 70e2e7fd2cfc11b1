package io.sluice.eventlog;

/// Makes the logic of a partition that was just assigned.
public interface PartitionLogicFactory {
  /// @param state every live record of the state topic's partition, read to its end after all
  ///   transactions of earlier owners have ended
  PartitionLogic restore(int partition, Iterable<StateRecord> state);
}
