package io.sluice.simulation.controlplane;

import io.sluice.controlplane.decisions.DecisionListener;
import io.sluice.controlplane.decisions.DecisionsFactory;
import io.sluice.controlplane.fleet.Fleet;
import io.sluice.controlplane.fleet.FleetNews;
import io.sluice.controlplane.process.Decider;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.eventlog.follow.TableChange;
import io.sluice.eventlog.follow.TableListener;
import io.sluice.process.rules.AddressLists;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.log.SimFollower;
import io.sluice.simulation.log.SimGroup;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.log.Transactions;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Node;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One control plane: its loop, what it knows of the fleet, and the routes by which it leads
/// publishers.
public final class SimControlPlane {
  public static final Duration LEASE = Duration.ofSeconds(6);

  private static final Duration PROBE = LEASE.dividedBy(8);
  private static final Duration FOLLOW = Duration.ofMillis(100);

  private static final DecisionListener NOBODY =
      new DecisionListener() {
        @Override
        public void decided(ProcessInput input, Decision decision) {}

        @Override
        public void forwarded(String topic) {}
      };

  private final Node node;
  private final Chance chance;
  private final TopicCatalogue topics;
  private final SimLog log;
  private final Transactions transactions;
  private final SimGroup group;
  private final Decider decider;
  private final Sending sending;
  private final RecordCodec codec = RecordCodec.standard();
  private final TreeMap<String, Route> routes = new TreeMap<>();
  private @Nullable LoopModel loop;

  public SimControlPlane(
      Node node,
      Chance chance,
      TopicCatalogue topics,
      SimLog log,
      Transactions transactions,
      SimGroup group,
      Decider decider,
      Sending sending) {
    this.node = node;
    this.chance = chance;
    this.topics = topics;
    this.log = log;
    this.transactions = transactions;
    this.group = group;
    this.decider = decider;
    this.sending = sending;
  }

  public Node node() {
    return node;
  }

  public void start() {
    node.begin();
    node.note("starts");
    routes.clear();
    Fleet fleet = new Fleet(LEASE, node::nanoTime, node::instant, chance.split().generator());
    node.every(PROBE, () -> node.withKafka(fleet::kafkaAnswered));
    node.after(Duration.ZERO, () -> node.withKafka(() -> follow(fleet)));
    LoopModel begun =
        new LoopModel(
            node,
            chance,
            log,
            transactions,
            group,
            sending,
            new DecisionsFactory(
                codec,
                topics,
                fleet,
                decider,
                node.name(),
                node::instant,
                NOBODY,
                AddressLists.NONE));
    loop = begun;
    begun.start();
  }

  private void follow(Fleet fleet) {
    List<SimFollower<?>> followers =
        List.of(
            follower(
                TopicCatalogue.WORKERS.name(),
                codec.reading(WorkerHeartbeat.class),
                FleetNews.ofWorkers(fleet)),
            follower(
                TopicCatalogue.PROCESSES.name(),
                codec.reading(ProcessSnapshot.class),
                FleetNews.ofProcesses(fleet)),
            follower(TopicCatalogue.ROUTES.name(), codec.reading(Route.class), this::routeChanged));
    SimFollower<DrainWorker> orders =
        follower(
            TopicCatalogue.WORKER_ORDERS.name(),
            codec.reading(DrainWorker.class),
            FleetNews.ofOrders(fleet));
    node.every(
        FOLLOW,
        () -> {
          if (node.reachesKafka()) {
            chance.oneOf(followers).poll();
            orders.poll();
          }
        });
  }

  private <V> SimFollower<V> follower(
      String topic, Function<byte[], Optional<V>> decode, TableListener<V> listener) {
    return new SimFollower<>(
        log, topic, IntStream.range(0, topics.partitions()).boxed().toList(), decode, listener);
  }

  private void routeChanged(TableChange<Route> change) {
    switch (change) {
      case TableChange.Put<Route> put -> routes.put(put.key(), put.value());
      case TableChange.Removed<Route> removed -> routes.remove(removed.key());
    }
  }

  /// Whither publishers of `process` are led from here, as far as is known here.
  public Optional<Route> route(String process) {
    return Optional.ofNullable(routes.get(process));
  }

  public Collection<Route> routes() {
    return routes.values();
  }

  /// kill -9.
  public void kill() {
    node.note("is killed");
    node.end();
  }

  /// SIGTERM.
  public void leave() {
    node.note("leaves");
    if (loop != null && node.reachesKafka()) {
      loop.leave();
    }
    node.end();
  }
}
