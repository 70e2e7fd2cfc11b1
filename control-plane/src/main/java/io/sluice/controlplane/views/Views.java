package io.sluice.controlplane.views;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.follow.TableChange;
import io.sluice.eventlog.follow.TableFollower;
import io.sluice.eventlog.follow.TopicTail;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/// All views of this control plane, kept up to date from Kafka.
///
/// Thread: owns three followers and a tail, with a thread each; what it hands out may be read from
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

  private Views(KafkaConnection kafka, RecordCodec codec) {
    this.kafka = kafka;
    this.codec = codec;
    try {
      this.tables = followTables();
      this.history =
          opened(TopicTail.start(kafka, TopicCatalogue.PROCESS_EVENTS.name(), this::onTransition));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private List<TableFollower<?>> followTables() {
    return List.of(
        follow(
            TopicCatalogue.PROCESSES,
            reading(ProcessSnapshot.class, ViewMapping::process),
            processes::changed,
            key -> processId(key).ifPresent(processes::removed)),
        follow(
            TopicCatalogue.ROUTES,
            reading(Route.class, ViewMapping::route),
            routes::published,
            key -> processId(key).ifPresent(routes::withdrawn)),
        follow(
            TopicCatalogue.WORKERS,
            reading(WorkerHeartbeat.class, ViewMapping::worker),
            workers::heard,
            key -> workerId(key).ifPresent(workers::removed)));
  }

  /// Returns at once; Kafka need not be there yet.
  public static Views start(KafkaConnection kafka, RecordCodec codec) {
    return new Views(kafka, codec);
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
    if (value == null) {
      return;
    }
    codec
        .decode(value)
        .as(Transition.class)
        .flatMap(transition -> OutcomeMapping.result(transition, codec))
        .ifPresent(outcomes::settled);
  }

  private <R extends SpecificRecord, V> Function<byte[], Optional<V>> reading(
      Class<R> type, Function<R, Optional<V>> mapping) {
    return bytes -> codec.decode(bytes).as(type).flatMap(mapping);
  }

  private <V> TableFollower<V> follow(
      Topic topic,
      Function<byte[], Optional<V>> decoder,
      Consumer<V> put,
      Consumer<String> removed) {
    return opened(
        TableFollower.start(
            kafka,
            topic.name(),
            decoder,
            change -> {
              switch (change) {
                case TableChange.Put<V> it -> put.accept(it.value());
                case TableChange.Removed<V> it -> removed.accept(it.key());
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
