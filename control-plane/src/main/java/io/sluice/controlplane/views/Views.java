package io.sluice.controlplane.views;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.follow.TableChange;
import io.sluice.eventlog.follow.TableFollower;
import io.sluice.eventlog.follow.TableListener;
import io.sluice.eventlog.follow.TopicTail;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import io.sluice.schemas.Transition;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.Topic;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/// All views of this control plane, kept up to date from Kafka.
///
/// Thread: owns four followers and a tail, with a thread each; what it hands out may be read from
/// any.
public final class Views implements AutoCloseable, CaughtUp {
  private final Processes processes = new Processes();
  private final Routes routes = new Routes();
  private final Workers workers = new Workers();
  private final Outcomes outcomes = new Outcomes();

  private final KafkaConnection kafka;
  private final RecordCodec codec;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<TableFollower<?>> tables;
  private final TopicTail history;

  private Views(KafkaConnection kafka, RecordCodec codec, Listening others) {
    this.kafka = kafka;
    this.codec = codec;
    try {
      this.tables = followTables(others);
      this.history =
          opened(TopicTail.start(kafka, TopicCatalogue.PROCESS_EVENTS.name(), this::onTransition));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private List<TableFollower<?>> followTables(Listening others) {
    return List.of(
        follow(
            TopicCatalogue.PROCESSES,
            ProcessSnapshot.class,
            (_, record) -> ViewMapping.process(record).ifPresent(processes::changed),
            key -> processId(key).ifPresent(processes::removed),
            others.processes()),
        follow(
            TopicCatalogue.ROUTES,
            Route.class,
            (_, record) -> ViewMapping.route(record).ifPresent(routes::published),
            key -> processId(key).ifPresent(routes::withdrawn),
            _ -> {}),
        follow(
            TopicCatalogue.WORKERS,
            WorkerHeartbeat.class,
            (_, record) -> ViewMapping.worker(record).ifPresent(workers::heard),
            key -> workerId(key).ifPresent(workers::removed),
            others.workers()),
        follow(
            TopicCatalogue.WORKER_ORDERS,
            DrainWorker.class,
            (key, record) ->
                workerId(key).ifPresent(id -> workers.drains(id, ViewMapping.drain(record))),
            key -> workerId(key).ifPresent(workers::drainWithdrawn),
            others.orders()));
  }

  /// Returns at once; Kafka need not be there yet.
  ///
  /// @param others told after the views were
  public static Views start(KafkaConnection kafka, RecordCodec codec, Listening others) {
    return new Views(kafka, codec, others);
  }

  public Processes processes() {
    return processes;
  }

  public Routes routes() {
    return routes;
  }

  public Workers workers() {
    return workers;
  }

  public Outcomes outcomes() {
    return outcomes;
  }

  @Override
  public boolean isCaughtUp() {
    return tables.stream().allMatch(TableFollower::isCaughtUp) && historyIsFollowed();
  }

  private boolean historyIsFollowed() {
    try {
      return history.awaitReady(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void onTransition(InputRecord record) {
    byte[] value = record.value();
    if (value == null || !outcomes.areAwaited()) {
      return;
    }
    codec
        .decode(value)
        .as(Transition.class)
        .flatMap(transition -> OutcomeMapping.result(transition, codec))
        .ifPresent(outcomes::settled);
  }

  private <R extends SpecificRecord> TableFollower<R> follow(
      Topic topic,
      Class<R> type,
      BiConsumer<String, R> put,
      Consumer<String> removed,
      TableListener<R> other) {
    return opened(
        TableFollower.start(
            kafka,
            topic.name(),
            codec.reading(type),
            new TableListener<R>() {
              @Override
              public void changed(TableChange<R> change) {
                switch (change) {
                  case TableChange.Put<R> it -> put.accept(it.key(), it.value());
                  case TableChange.Removed<R> it -> removed.accept(it.key());
                }
                other.changed(change);
              }

              @Override
              public void caughtUp() {
                other.caughtUp();
              }
            }));
  }

  private static Optional<ProcessId> processId(String key) {
    return ProcessId.problem(key).isEmpty() ? Optional.of(new ProcessId(key)) : Optional.empty();
  }

  private static Optional<WorkerId> workerId(String key) {
    return WorkerId.problem(key).isEmpty() ? Optional.of(new WorkerId(key)) : Optional.empty();
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      closeOne(open.pop());
    }
  }

  private static void closeOne(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("a follower did not close", e);
    }
  }
}
