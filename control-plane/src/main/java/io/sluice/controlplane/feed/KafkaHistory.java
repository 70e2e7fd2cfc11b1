package io.sluice.controlplane.feed;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.follow.TopicTail;
import io.sluice.eventlog.replay.LogCursor;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The history on Kafka, followed by one tail.
final class KafkaHistory implements FollowedHistory {
  private static final String TOPIC = TopicCatalogue.PROCESS_EVENTS.name();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaConnection kafka;

  private volatile @Nullable TopicTail tail;

  KafkaHistory(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  @Override
  public void follow(Consumer<InputRecord> listener) {
    tail = TopicTail.start(kafka, TOPIC, listener);
  }

  @Override
  public Map<Integer, Long> begun() {
    TopicTail following = tail;
    return following == null ? Map.of() : following.begun();
  }

  @Override
  public Stretch between(Map<Integer, Long> from, Map<Integer, Long> until) {
    return new KafkaStretch(from, until);
  }

  @Override
  public void close() {
    TopicTail following = tail;
    if (following != null) {
      following.close();
    }
  }

  private final class KafkaStretch implements Stretch {
    private final Map<Integer, Long> from;
    private final Map<Integer, Long> until;

    private @Nullable LogCursor cursor;

    KafkaStretch(Map<Integer, Long> from, Map<Integer, Long> until) {
      this.from = from;
      this.until = new HashMap<>(until);
      // A reader that another control plane told more than has come here: the rest comes live.
      from.forEach((partition, offset) -> this.until.merge(partition, offset, Math::max));
    }

    @Override
    public List<InputRecord> next() {
      if (from.equals(until)) {
        return List.of();
      }
      if (cursor == null) {
        cursor = LogCursor.open(kafka, TOPIC, from, until, PATIENCE);
      }
      return cursor.next();
    }

    @Override
    public void close() {
      if (cursor != null) {
        cursor.close();
        cursor = null;
      }
    }
  }
}
