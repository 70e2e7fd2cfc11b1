package io.sluice.controlplane.sessions;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.follow.TopicTail;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.SessionTimeline;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;

/// Keeps an index up to date with the topic of sessions.
///
/// Thread: owns the one that reads.
public final class SessionFollower implements AutoCloseable {
  private final TopicTail tail;

  private SessionFollower(TopicTail tail) {
    this.tail = tail;
  }

  /// Returns at once; Kafka need not be there yet.
  public static SessionFollower start(
      KafkaConnection kafka, RecordCodec codec, SessionIndex index) {
    return new SessionFollower(
        TopicTail.startAtBeginning(
            kafka, TopicCatalogue.SESSIONS.name(), record -> read(codec, index, record)));
  }

  private static void read(RecordCodec codec, SessionIndex index, InputRecord record) {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    codec
        .decode(value)
        .as(SessionTimeline.class)
        .filter(timeline -> ProcessId.problem(timeline.getProcessId()).isEmpty())
        .ifPresent(timeline ->
            index.recorded(
                new ProcessId(timeline.getProcessId()),
                SessionSummary.of(timeline, record.position())));
  }

  @Override
  public void close() {
    tail.close();
  }
}
