package io.sluice.controlplane.archive;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.follow.TopicTail;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.function.Consumer;

/// Hands on what happens to all processes from now on, until it is closed.
///
/// Thread: owns the one on which it calls its listener.
public final class LiveHistory implements AutoCloseable {
  private final TopicTail tail;

  private LiveHistory(TopicTail tail) {
    this.tail = tail;
  }

  /// Returns when everything from then on is sure to be handed on.
  ///
  /// @throws LogUnavailableException when Kafka does not answer within `patience`
  public static LiveHistory follow(
      KafkaConnection kafka, Duration patience, Consumer<Transition> listener)
      throws InterruptedException {
    var read = RecordCodec.standard().reading(Transition.class);
    TopicTail tail =
        TopicTail.start(
            kafka,
            TopicCatalogue.PROCESS_EVENTS.name(),
            record -> {
              byte[] value = record.value();
              if (value != null) {
                read.apply(value).ifPresent(listener);
              }
            });
    if (!tail.awaitReady(patience)) {
      tail.close();
      throw new LogUnavailableException("Kafka at " + kafka + " does not answer");
    }
    return new LiveHistory(tail);
  }

  @Override
  public void close() {
    tail.close();
  }
}
