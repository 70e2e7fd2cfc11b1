package io.sluice.standalone.orchestrator;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.eventlog.replay.ReplayFrom;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.Partitions;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Has workers drained and taken back. Every method may throw
/// [io.sluice.eventlog.LogUnavailableException] when Kafka does not answer within the patience
/// given.
///
/// Thread: the caller's.
public final class WorkerDrains {
  private final KafkaConnection kafka;
  private final Duration patience;
  private final String name;
  private final RecordCodec codec = RecordCodec.standard();

  /// @param patience how long to wait for Kafka
  /// @param name who orders, for whoever reads it
  public WorkerDrains(KafkaConnection kafka, Duration patience, String name) {
    this.kafka = kafka;
    this.patience = patience;
    this.name = name;
  }

  /// Ids of all workers that were ever heard.
  public SortedSet<String> workers() {
    SortedSet<String> ids = new TreeSet<>();
    try (var reader = LogReader.open(kafka, patience)) {
      reader.read(
          TopicCatalogue.WORKERS.name(),
          Set.of(),
          ReplayFrom.beginning(),
          input -> {
            String id = input.key();
            if (id != null) {
              ids.add(id);
            }
          });
    }
    return ids;
  }

  /// Until that is withdrawn `worker` takes no process, and gives up what it holds.
  ///
  /// @param deadline by then, whoever publishes
  public void drain(WorkerId worker, Instant deadline, String reason) {
    put(
        worker,
        new DrainWorker(
            worker.value(),
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            name,
            deadline.truncatedTo(ChronoUnit.MICROS),
            reason));
  }

  /// `worker` may take processes again; what has left it does not come back.
  public void withdraw(WorkerId worker) {
    put(worker, null);
  }

  /// What becomes of a drain from now on.
  public DrainWatch watch(WorkerId worker) throws InterruptedException {
    return DrainWatch.start(kafka, patience, worker);
  }

  private void put(WorkerId worker, @Nullable DrainWorker order) {
    String topic = TopicCatalogue.WORKER_ORDERS.name();
    int home;
    try (var reader = LogReader.open(kafka, patience)) {
      home = Partitions.of(worker.value(), reader.partitionCount(topic));
    }
    try (var writer = LogWriter.giveUpAfter(kafka, name, patience)) {
      writer.write(
          new OutputRecord(
              topic, home, worker.value(), order == null ? null : codec.encode(order)));
    }
  }
}
