package io.sluice.controlplane.feed;

import io.sluice.eventlog.InputRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The history as the feed needs it: what is appended from now on, and any stretch before.
public interface FollowedHistory extends AutoCloseable {

  /// Begins to hand on what is appended, each partition in its order, on one thread. Once only.
  void follow(Consumer<InputRecord> listener);

  /// The offset from which each partition is handed on; empty until that is known.
  Map<Integer, Long> begun();

  /// Asks for nothing before its first record is wanted.
  ///
  /// @param from the first offset of each partition; one that is lacking is read from its beginning
  /// @param until the offset after the last
  Stretch between(Map<Integer, Long> from, Map<Integer, Long> until);

  /// Records that were appended before.
  ///
  /// Thread: confined to one at a time.
  interface Stretch extends AutoCloseable {
    /// The next, each partition in its order; empty at the end.
    ///
    /// @throws io.sluice.eventlog.replay.PositionLostException when they are not there
    /// @throws io.sluice.eventlog.LogUnavailableException when Kafka does not give them
    List<InputRecord> next();

    @Override
    void close();
  }

  @Override
  void close();
}
