package io.sluice.eventlog.follow;

import io.sluice.eventlog.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A compacted topic as a table kept up to date. Reads only what is committed. Values that the
/// decoder cannot read are counted and skipped: the key keeps its last readable value.
///
/// Thread: owns the one on which it reads and calls the listener; the view may be read from any.
public final class TableFollower<V> implements AutoCloseable {
  private TableFollower() {}

  /// Follows all partitions of `topic`. Returns at once; Kafka need not be there yet.
  ///
  /// @param decoder empty for a value that it cannot read; must not throw
  public static <V> TableFollower<V> start(
      KafkaConnection kafka,
      String topic,
      Function<byte[], Optional<V>> decoder,
      TableListener<V> listener) {
    throw new UnsupportedOperationException();
  }

  /// The same for some partitions only.
  public static <V> TableFollower<V> start(
      KafkaConnection kafka,
      String topic,
      Set<Integer> partitions,
      Function<byte[], Optional<V>> decoder,
      TableListener<V> listener) {
    throw new UnsupportedOperationException();
  }

  public Optional<V> get(String key) {
    throw new UnsupportedOperationException();
  }

  /// Live and unmodifiable.
  public Map<String, V> view() {
    throw new UnsupportedOperationException();
  }

  /// True when all that stood in the topic at the follower's start has been read; waits for that no
  /// longer than `limit`.
  public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  public boolean isCaughtUp() {
    throw new UnsupportedOperationException();
  }

  /// Values skipped since the start because they could not be read.
  public long unreadable() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
