package io.sluice.simulation.outside;

import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Node;
import io.sluice.simulation.worker.SimWorker;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Has workers drained and takes them back, and restarts some the gentle way.
public final class SimOperator {
  private static final Duration LOOK = Duration.ofSeconds(1);

  // Before any clock says it is.
  private static final Duration LONG_AGO = Duration.ofDays(-1);

  private final Node node;
  private final Chance chance;
  private final TopicCatalogue topics;
  private final SimLog log;
  private final List<SimWorker> workers;
  private final int pauseMillis;
  private final RecordCodec codec = RecordCodec.standard();
  private final Set<String> drained = new TreeSet<>();
  private boolean over;

  /// @param pauseMillis between what it does, on average
  public SimOperator(
      Node node,
      Chance chance,
      TopicCatalogue topics,
      SimLog log,
      List<SimWorker> workers,
      int pauseMillis) {
    this.node = node;
    this.chance = chance;
    this.topics = topics;
    this.log = log;
    this.workers = workers;
    this.pauseMillis = pauseMillis;
  }

  public void start() {
    node.begin();
    node.nowAndThen(chance, pauseMillis, () -> !over, () -> act(chance.oneOf(workers)));
  }

  private void act(SimWorker worker) {
    if (chance.oneIn(4)) {
      restart(worker);
    } else if (drained.contains(worker.id().value())) {
      withdraw(worker.id());
    } else {
      drain(worker.id(), chance.millis(0, 20_000));
    }
  }

  private void drain(WorkerId worker, Duration within) {
    node.note("drains " + worker + " within " + within);
    drained.add(worker.value());
    var now = node.instant().truncatedTo(ChronoUnit.MICROS);
    put(
        worker,
        codec.encode(
            new DrainWorker(
                worker.value(),
                now,
                "simulated",
                now.plus(within).truncatedTo(ChronoUnit.MICROS),
                "")));
  }

  private void withdraw(WorkerId worker) {
    node.note("takes " + worker + " back");
    drained.remove(worker.value());
    log.append(
        TopicCatalogue.WORKER_ORDERS.name(), topics.partitionOf(worker), worker.value(), null);
  }

  private void put(WorkerId worker, byte[] order) {
    log.append(
        TopicCatalogue.WORKER_ORDERS.name(), topics.partitionOf(worker), worker.value(), order);
  }

  private void restart(SimWorker worker) {
    if (worker.isUp()) {
      worker.retire(chance.millis(500, 8_000));
      node.after(LOOK, () -> revive(worker));
    }
  }

  private void revive(SimWorker worker) {
    if (!worker.node().isAlive()) {
      worker.start();
    } else if (worker.isRetiring()) {
      node.after(LOOK, () -> revive(worker));
    }
  }

  /// Nothing is asked for any more; what is still being drained is over its deadline, so that it
  /// must come to an end.
  public void end() {
    over = true;
    List.copyOf(drained).forEach(worker -> drain(new WorkerId(worker), LONG_AGO));
  }

  /// Whether that worker is to hold nothing.
  public boolean drains(WorkerId worker) {
    return drained.contains(worker.value());
  }
}
