package io.sluice.simulation;

import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.controlplane.SimControlPlane;
import io.sluice.simulation.fault.Storm;
import io.sluice.simulation.log.SimGroup;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.log.Transactions;
import io.sluice.simulation.outside.SimOperator;
import io.sluice.simulation.outside.SimOrchestrator;
import io.sluice.simulation.outside.SimPublishers;
import io.sluice.simulation.rules.Auditor;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Diary;
import io.sluice.simulation.time.Node;
import io.sluice.simulation.time.Timeline;
import io.sluice.simulation.worker.SimWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// One fleet with all around it.
final class World {
  // Longer than any world lasts.
  private static final int NEVER_MILLIS = 1_000_000_000;

  private final Timeline timeline = new Timeline();
  private final Diary diary = new Diary(timeline);
  private final Chance chance;
  private final Weather weather;
  private final Auditor auditor;
  private final List<SimControlPlane> controlPlanes = new ArrayList<>();
  private final List<SimWorker> workers = new ArrayList<>();
  private final SimOrchestrator orchestrator;
  private final SimPublishers publishers;
  private final Storm storm;
  private final SimOperator operator;

  World(long seed, Seams seams) {
    chance = new Chance(seed);
    weather = Weather.of(chance);
    diary.note("seed " + seed, weather.toString());
    TopicCatalogue topics = new TopicCatalogue(weather.partitions(), 1);
    auditor = new Auditor(topics, RecordCodec.standard(), seams.decider());
    SimLog log = new SimLog(topics, timeline, auditor);
    auditor.watch(log);
    SimGroup group = new SimGroup(timeline, weather.partitions());
    Transactions transactions =
        new Transactions(log, timeline, chance.split(), seams.fence().apply(group), auditor);
    for (int i = 1; i <= weather.controlPlanes(); i++) {
      controlPlanes.add(
          new SimControlPlane(
              node("control-" + i),
              chance.split(),
              topics,
              log,
              transactions,
              group,
              seams.decider(),
              seams.sending()));
    }
    for (int i = 1; i <= weather.workers(); i++) {
      WorkerId id = new WorkerId("worker-" + i);
      workers.add(
          new SimWorker(
              id, node(id.value()), chance.split(), topics, log, auditor, seams.leases()));
    }
    List<ProcessId> processes =
        IntStream.rangeClosed(1, weather.processes())
            .mapToObj(i -> new ProcessId("p" + i))
            .toList();
    orchestrator =
        new SimOrchestrator(
            node("orchestrator"),
            chance.split(),
            topics,
            log,
            processes,
            weather.commandPauseMillis());
    publishers =
        new SimPublishers(
            node("publishers"),
            chance.split(),
            processes,
            controlPlanes,
            workers,
            weather.publisherPauseMillis());
    storm =
        new Storm(
            node("storm"), chance.split(), controlPlanes, workers, weather.faultPauseMillis());
    // Of its own, so that a world without drains is what it was before there were any.
    Chance drains = new Chance(~seed);
    operator =
        new SimOperator(
            new Node("operator", timeline, diary, drains.split()),
            drains.split(),
            topics,
            log,
            workers,
            drains.oneIn(2) ? drains.number(3_000, 20_000) : NEVER_MILLIS);
  }

  private Node node(String name) {
    return new Node(name, timeline, diary, chance.split());
  }

  /// Everything may start in any order.
  void start() {
    controlPlanes.forEach(c -> timeline.after(chance.millis(0, 5_000), c::start));
    workers.forEach(w -> timeline.after(chance.millis(0, 5_000), w::start));
    orchestrator.start();
    publishers.start();
    storm.start();
    operator.start();
  }

  /// One event, after which every rule still holds.
  void step() {
    timeline.step();
  }

  /// Nothing more is asked for and nothing more goes wrong.
  void calm() {
    orchestrator.asksNoMore();
    operator.end();
    storm.end();
  }

  Duration now() {
    return Duration.ofNanos(timeline.nowNanos());
  }

  Instant wallTime() {
    return timeline.now();
  }

  Auditor auditor() {
    return auditor;
  }

  List<SimControlPlane> controlPlanes() {
    return controlPlanes;
  }

  List<SimWorker> workers() {
    return workers;
  }

  SimOperator operator() {
    return operator;
  }

  Diary diary() {
    return diary;
  }

  Figures figures(long steps) {
    return new Figures(
        1,
        steps,
        now(),
        auditor.history().transitions(),
        auditor.history().commands().asked(),
        auditor.history().placements(),
        publishers.accepted(),
        storm.faults());
  }
}
