package io.sluice.eventlog.follow;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Hands on every record appended to a topic, from now on or from its beginning, each partition in
/// its order, only what is committed. Keeps nothing.
///
/// Thread: owns the one on which it calls its listener; what that throws is logged.
public final class TopicTail implements AutoCloseable {
  private final Following following;

  private TopicTail(Following following) {
    this.following = following;
  }

  /// Returns at once; Kafka need not be there yet.
  public static TopicTail start(
      KafkaConnection kafka, String topic, Consumer<InputRecord> listener) {
    return start(kafka, topic, Following.Begin.AT_END, listener);
  }

  /// The same, with all that stands in the topic already before.
  public static TopicTail startAtBeginning(
      KafkaConnection kafka, String topic, Consumer<InputRecord> listener) {
    return start(kafka, topic, Following.Begin.AT_BEGINNING, listener);
  }

  private static TopicTail start(
      KafkaConnection kafka, String topic, Following.Begin begin, Consumer<InputRecord> listener) {
    Following following = new Following(kafka, topic, Set.of(), begin, listener, () -> {});
    following.start();
    return new TopicTail(following);
  }

  /// True once every record appended from then on is sure to be handed on; waits for that no longer
  /// than `limit`.
  public boolean awaitReady(Duration limit) throws InterruptedException {
    return following.awaitCaughtUp(limit);
  }

  /// The offset from which each partition is handed on; empty until Kafka was reached.
  public Map<Integer, Long> begun() {
    return following.begun();
  }

  @Override
  public void close() {
    following.close();
  }
}
