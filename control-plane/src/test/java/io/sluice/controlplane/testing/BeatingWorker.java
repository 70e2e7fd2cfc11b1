package io.sluice.controlplane.testing;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A worker that does nothing but say that it lives.
///
/// Thread: owns the one that beats.
public final class BeatingWorker implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private final String id;
  private final long incarnation;
  private final int maxProcesses;
  private final TopicCatalogue topics;
  private final LogWriter writer;
  private final AtomicLong sequence = new AtomicLong();
  private final ScheduledExecutorService beating =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("beating-worker").factory());

  private BeatingWorker(
      KafkaConnection kafka, TopicCatalogue topics, String id, long incarnation, int maxProcesses) {
    this.id = id;
    this.incarnation = incarnation;
    this.maxProcesses = maxProcesses;
    this.topics = topics;
    this.writer = LogWriter.neverGivingUp(kafka, id);
  }

  /// Its first heartbeat is in Kafka when this returns.
  public static BeatingWorker start(
      KafkaConnection kafka, TopicCatalogue topics, String id, long incarnation, int maxProcesses) {
    BeatingWorker worker = new BeatingWorker(kafka, topics, id, incarnation, maxProcesses);
    worker.beat();
    worker.beating.scheduleAtFixedRate(
        worker::beat, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return worker;
  }

  public long incarnation() {
    return incarnation;
  }

  private void beat() {
    WorkerHeartbeat heartbeat =
        AbleFfmpeg.heartbeat()
            .setWorkerId(id)
            .setIncarnation(incarnation)
            .setSequence(sequence.incrementAndGet())
            .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
            .setState("READY")
            .setIntervalMillis((int) INTERVAL.toMillis())
            .setHttpUrl("http://127.0.0.1:1")
            .setMaxProcesses(maxProcesses)
            .setProcesses(0)
            .setFreeLeases(maxProcesses)
            .build();
    writer.write(
        new OutputRecord(
            TopicCatalogue.WORKERS.name(),
            topics.partitionOf(new WorkerId(id)),
            id,
            RecordCodec.standard().encode(heartbeat)));
  }

  /// Says nothing more, as if it had been killed.
  @Override
  public void close() {
    beating.shutdownNow();
    writer.close(Duration.ZERO);
  }
}
