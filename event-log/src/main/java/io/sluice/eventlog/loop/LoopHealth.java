package io.sluice.eventlog.loop;

import java.util.Set;

/// What a loop is doing.
public sealed interface LoopHealth {
  /// Joining the group, or taking new partitions over; nothing is decided meanwhile.
  record Restoring(Set<Integer> partitions) implements LoopHealth {}

  /// Deciding the inputs of `partitions`; none when there are more members than partitions.
  record Running(Set<Integer> partitions) implements LoopHealth {}

  /// Something went wrong; the loop tries again by itself, from the last commit.
  ///
  /// @param attempt how many times in a row, from 1
  record Failed(String reason, int attempt) implements LoopHealth {}

  /// Closed by its owner.
  record Closed() implements LoopHealth {}
}
