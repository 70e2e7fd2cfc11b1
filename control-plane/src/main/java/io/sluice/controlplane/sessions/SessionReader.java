package io.sluice.controlplane.sessions;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.replay.PositionReader;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.SessionTimeline;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Duration;
import java.util.Optional;

/// Reads single timelines from Kafka where the index says they stand.
///
/// Thread: any; it blocks.
public final class SessionReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RecordCodec codec;
  private final SessionIndex index;
  private final PositionReader reader;

  public SessionReader(KafkaConnection kafka, RecordCodec codec, SessionIndex index) {
    this.codec = codec;
    this.index = index;
    this.reader = new PositionReader(kafka, PATIENCE);
  }

  /// The timeline of that session; empty when there is none, or it is no longer kept.
  ///
  /// @throws LogUnavailableException when Kafka does not answer in time
  public Optional<SessionTimeline> read(ProcessId process, String sessionId) {
    return index
        .find(process, sessionId)
        .flatMap(session -> reader.read(session.position()))
        .flatMap(value -> codec.decode(value).as(SessionTimeline.class));
  }

  @Override
  public void close() {
    reader.close();
  }
}
