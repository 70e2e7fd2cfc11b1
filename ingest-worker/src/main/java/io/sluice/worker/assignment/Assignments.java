package io.sluice.worker.assignment;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.follow.TableChange;
import io.sluice.eventlog.follow.TableFollower;
import io.sluice.eventlog.follow.TableListener;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.worker.ingest.Ingests;
import java.time.Duration;
import java.util.Set;

/// This worker's part of the assignments, from Kafka.
///
/// Thread: owns the follower's.
public final class Assignments implements AutoCloseable {
  private final TableFollower<Assignment> follower;

  private Assignments(TableFollower<Assignment> follower) {
    this.follower = follower;
  }

  /// Takes up what is assigned already as soon as Kafka has told all of it, and then every change.
  public static Assignments follow(
      KafkaConnection kafka, TopicCatalogue topics, WorkerId workerId, Ingests ingests) {
    AssignmentReaction reaction = new AssignmentReaction(workerId, ingests::assign, ingests::end);
    return new Assignments(
        TableFollower.start(
            kafka,
            TopicCatalogue.ASSIGNMENTS.name(),
            Set.of(topics.partitionOf(workerId)),
            RecordCodec.standard().reading(Assignment.class),
            new TableListener<>() {
              @Override
              public void changed(TableChange<Assignment> change) {
                reaction.changed(change);
              }

              @Override
              public void caughtUp() {
                reaction.caughtUp();
              }
            }));
  }

  /// True when all that was assigned before is told; waits for that no longer than `limit`.
  public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    return follower.awaitCaughtUp(limit);
  }

  public boolean isCaughtUp() {
    return follower.isCaughtUp();
  }

  /// Assignments passed over because they could not be read.
  public long unreadable() {
    return follower.unreadable();
  }

  @Override
  public void close() {
    follower.close();
  }
}
