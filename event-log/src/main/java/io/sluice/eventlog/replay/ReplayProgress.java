package io.sluice.eventlog.replay;

/// Told how far a replay is, each time that Kafka gave something.
@FunctionalInterface
public interface ReplayProgress {
  ReplayProgress NOBODY_ASKS = (_, _) -> {};

  /// Both in offsets, over all partitions: records, and the marks of transactions between them.
  void at(long passed, long all);

  /// The replay is over, at its end or before.
  default void ended() {}
}
