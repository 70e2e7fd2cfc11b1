package io.sluice.controlplane;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.PartitionLogicFactory;
import io.sluice.eventlog.loop.LoopConfig;
import io.sluice.eventlog.loop.LoopHealth;
import io.sluice.eventlog.loop.TransactionalLoop;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.eventlog.topics.WrongTopicException;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for Kafka, makes the topics, and then runs the loop that decides.
///
/// Thread: owns `control-plane-starter`, which ends when the loop has begun, and the loop.
final class LoopStarter implements AutoCloseable {
  private static final String GROUP = "sluice.control-plane";
  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(LoopStarter.class);

  private final KafkaConnection kafka;
  private final TopicCatalogue topics;
  private final ControlPlaneConfig config;
  private final PartitionLogicFactory decisions;
  private final Thread starter;

  private @Nullable TransactionalLoop loop; // guarded by this
  private String obstacle = "waiting for kafka"; // guarded by this
  private boolean closed; // guarded by this

  LoopStarter(
      KafkaConnection kafka,
      TopicCatalogue topics,
      ControlPlaneConfig config,
      PartitionLogicFactory decisions) {
    this.kafka = kafka;
    this.topics = topics;
    this.config = config;
    this.decisions = decisions;
    this.starter =
        Thread.ofPlatform().daemon().name("control-plane-starter").unstarted(this::untilStarted);
  }

  void start() {
    starter.start();
  }

  /// What the loop does; empty while there is none yet.
  synchronized Optional<LoopHealth> health() {
    return Optional.ofNullable(loop).map(TransactionalLoop::health);
  }

  /// Inputs that wait to be decided, of all partitions owned here.
  synchronized long lag() {
    return loop == null ? 0 : loop.lag().values().stream().mapToLong(Long::longValue).sum();
  }

  /// Why there is no loop yet.
  synchronized String obstacle() {
    return obstacle;
  }

  private void untilStarted() {
    try {
      while (!topicsAreRight()) {
        Thread.sleep(RETRY);
      }
      startLoop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean topicsAreRight() throws InterruptedException {
    try {
      TopicAdmin.ensure(kafka, topics);
      return true;
    } catch (WrongTopicException e) {
      log.atError().addKeyValue("reason", e.getMessage()).log("topics are not as they must be");
      obstructedBy(e);
      return false;
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("topics could not be made");
      obstructedBy(e);
      return false;
    }
  }

  private synchronized void obstructedBy(RuntimeException problem) {
    obstacle = String.valueOf(problem.getMessage());
  }

  private synchronized void startLoop() {
    if (closed) {
      return;
    }
    LoopConfig loopConfig =
        LoopConfig.of(
                kafka,
                GROUP,
                config.instanceId(),
                List.of(TopicCatalogue.COMMANDS.name(), TopicCatalogue.WORKER_EVENTS.name()),
                TopicCatalogue.PROCESSES.name())
            .withTickInterval(config.tick());
    loop = TransactionalLoop.start(loopConfig, decisions, LoopStarter::report);
  }

  private static void report(LoopHealth health) {
    switch (health) {
      case LoopHealth.Failed failed ->
          log.atWarn().addKeyValue("reason", failed.reason()).log("decision loop failed");
      case LoopHealth.Restoring restoring ->
          log.atInfo()
              .addKeyValue("partition", restoring.partitions())
              .log("decision loop takes partitions over");
      case LoopHealth.Running running ->
          log.atInfo().addKeyValue("partition", running.partitions()).log("decision loop decides");
      case LoopHealth.Closed _ -> log.atInfo().log("decision loop closed");
    }
  }

  @Override
  public void close() {
    starter.interrupt();
    TransactionalLoop running;
    synchronized (this) {
      closed = true;
      running = loop;
    }
    if (running != null) {
      running.close();
    }
  }
}
