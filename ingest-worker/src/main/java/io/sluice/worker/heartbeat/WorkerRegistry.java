package io.sluice.worker.heartbeat;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.follow.TableChange;
import io.sluice.eventlog.follow.TableFollower;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Follows the heartbeats under this worker's own id: for the life it begins, and to learn when
/// another worker has begun a later one.
///
/// Thread: any; the listener is called on the follower's thread.
public final class WorkerRegistry implements AutoCloseable {
  private static final Duration READ_STEP = Duration.ofSeconds(5);

  private final WorkerId id;
  // 0 until a life has begun.
  private final AtomicLong own = new AtomicLong();
  private final Runnable superseded;
  private final TableFollower<WorkerHeartbeat> follower;

  /// @param superseded called when another worker of the same id has begun a later life
  public WorkerRegistry(
      KafkaConnection kafka, TopicCatalogue topics, WorkerId id, Runnable superseded) {
    this.id = id;
    this.superseded = superseded;
    this.follower =
        TableFollower.start(
            kafka,
            TopicCatalogue.WORKERS.name(),
            Set.of(topics.partitionOf(id)),
            RecordCodec.standard().reading(WorkerHeartbeat.class),
            this::changed);
  }

  /// The life that begins now; waits for Kafka as long as it takes.
  public Incarnation begin(InstantSource clock) throws InterruptedException {
    boolean read = follower.awaitCaughtUp(READ_STEP);
    while (!read) {
      read = follower.awaitCaughtUp(READ_STEP);
    }
    OptionalLong last =
        follower.get(id.value()).stream().mapToLong(WorkerHeartbeat::getIncarnation).findFirst();
    Incarnation incarnation = IncarnationRule.next(clock.instant(), last);
    own.set(incarnation.value());
    return incarnation;
  }

  @Override
  public void close() {
    follower.close();
  }

  private void changed(TableChange<WorkerHeartbeat> change) {
    long mine = own.get();
    if (mine > 0
        && change instanceof TableChange.Put<WorkerHeartbeat> put
        && put.key().equals(id.value())
        && put.value().getIncarnation() > mine) {
      superseded.run();
    }
  }
}
