package io.sluice.standalone.orchestrator;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.follow.TableFollower;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.LeavingWorker;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// How a drain goes on.
///
/// Thread: owns two followers; asked by one.
public final class DrainWatch implements AutoCloseable {
  private final WorkerId worker;
  private final Semaphore changes = new Semaphore(0);
  private final TableFollower<ProcessSnapshot> processes;
  private final TableFollower<DrainWorker> orders;

  // All that were seen on the worker since the watch began.
  private final Set<String> seen = new LinkedHashSet<>();

  private DrainWatch(KafkaConnection kafka, WorkerId worker) {
    RecordCodec codec = RecordCodec.standard();
    this.worker = worker;
    this.processes =
        TableFollower.start(
            kafka,
            TopicCatalogue.PROCESSES.name(),
            codec.reading(ProcessSnapshot.class),
            _ -> changes.release());
    this.orders =
        TableFollower.start(
            kafka,
            TopicCatalogue.WORKER_ORDERS.name(),
            codec.reading(DrainWorker.class),
            _ -> changes.release());
  }

  static DrainWatch start(KafkaConnection kafka, Duration patience, WorkerId worker)
      throws InterruptedException {
    DrainWatch watch = new DrainWatch(kafka, worker);
    boolean known = false;
    try {
      known = watch.processes.awaitCaughtUp(patience) && watch.orders.awaitCaughtUp(patience);
    } finally {
      if (!known) {
        watch.close();
      }
    }
    if (!known) {
      throw new LogUnavailableException("Kafka at " + kafka + " does not answer");
    }
    return watch;
  }

  /// The order that stands; empty when it was withdrawn.
  public Optional<DrainWorker> order() {
    return orders.get(worker.value());
  }

  /// As far as it is now.
  public DrainProgress progress() {
    int publishing = 0;
    int moving = 0;
    int here = 0;
    for (ProcessSnapshot process : processes.view().values()) {
      boolean isLeaving =
          process.getLeaving().map(LeavingWorker::getWorkerId).filter(this::isWorker).isPresent();
      if (isLeaving || process.getWorkerId().filter(this::isWorker).isPresent()) {
        seen.add(process.getProcessId());
        here++;
        moving += isLeaving ? 1 : 0;
        publishing += !isLeaving && process.getPublisher().isPresent() ? 1 : 0;
      }
    }
    return new DrainProgress(seen.size(), here, publishing, moving, waiting());
  }

  /// Those that left for no other worker.
  private int waiting() {
    return (int)
        seen.stream()
            .flatMap(id -> processes.get(id).stream())
            .filter(process -> process.getState().equals("WAITING"))
            .count();
  }

  private boolean isWorker(String id) {
    return id.equals(worker.value());
  }

  /// Returns when something may have changed.
  public void awaitChange() throws InterruptedException {
    changes.acquire();
    changes.drainPermits();
  }

  @Override
  public void close() {
    orders.close();
    processes.close();
  }
}
