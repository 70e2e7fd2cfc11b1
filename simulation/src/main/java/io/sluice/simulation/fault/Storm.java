package io.sluice.simulation.fault;

import io.sluice.simulation.controlplane.SimControlPlane;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Node;
import io.sluice.simulation.worker.SimWorker;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Kills, stops, hangs, cuts off and confuses machines, and lets each recover after a while.
public final class Storm {
  private final Node node;
  private final Chance chance;
  private final List<SimControlPlane> controlPlanes;
  private final List<SimWorker> workers;
  private final int pauseMillis;
  private boolean over;
  private int faults;

  /// @param node from which the storm comes; never hit itself
  /// @param pauseMillis between faults, on average
  public Storm(
      Node node,
      Chance chance,
      List<SimControlPlane> controlPlanes,
      List<SimWorker> workers,
      int pauseMillis) {
    this.node = node;
    this.chance = chance;
    this.controlPlanes = controlPlanes;
    this.workers = workers;
    this.pauseMillis = pauseMillis;
  }

  public void start() {
    node.begin();
    node.nowAndThen(chance, pauseMillis, () -> !over, this::strike);
  }

  private void strike() {
    faults++;
    switch (chance.number(1, 12)) {
      case 1, 2 -> endWorker(chance.oneOf(workers));
      case 3, 4 -> endControlPlane(chance.oneOf(controlPlanes));
      case 5, 6 -> cutOff(chance.oneOf(workers).node());
      case 7, 8 -> cutOff(chance.oneOf(controlPlanes).node());
      case 9 -> chance.oneOf(nodes()).hang(chance.millis(100, 15_000));
      case 10 -> confuse(chance.oneOf(nodes()));
      case 11 -> chance.oneOf(workers).breakFfmpeg();
      default -> endKafka();
    }
  }

  private void endWorker(SimWorker worker) {
    if (!worker.node().isAlive()) {
      return;
    }
    if (chance.oneIn(3)) {
      worker.shutDown();
    } else {
      worker.kill();
    }
    later(chance.millis(500, 20_000), () -> revive(worker));
  }

  private void revive(SimWorker worker) {
    if (worker.node().isAlive()) {
      // It still shuts down.
      later(
          Duration.ofSeconds(1),
          () -> {
            if (!worker.isUp()) {
              revive(worker);
            }
          });
    } else {
      worker.start();
    }
  }

  private void endControlPlane(SimControlPlane controlPlane) {
    if (!controlPlane.node().isAlive()) {
      return;
    }
    if (chance.oneIn(3)) {
      controlPlane.leave();
    } else {
      controlPlane.kill();
    }
    later(chance.millis(100, 15_000), () -> revive(controlPlane));
  }

  private static void revive(SimControlPlane controlPlane) {
    if (!controlPlane.node().isAlive()) {
      controlPlane.start();
    }
  }

  private void cutOff(Node unlucky) {
    unlucky.cut();
    later(chance.millis(200, 15_000), unlucky::mend);
  }

  private void confuse(Node unlucky) {
    unlucky.setWallError(chance.millis(-3_600_000, 3_600_000).multipliedBy(chance.number(0, 1)));
  }

  private void endKafka() {
    node.note("Kafka is gone");
    nodes().forEach(Node::cut);
    later(chance.millis(200, 12_000), () -> nodes().forEach(Node::mend));
  }

  private List<Node> nodes() {
    return Stream.concat(
            controlPlanes.stream().map(SimControlPlane::node),
            workers.stream().map(SimWorker::node))
        .toList();
  }

  private void later(Duration delay, Runnable recovery) {
    node.after(delay, recovery);
  }

  /// Nothing goes wrong any more, and everything is mended at once.
  public void end() {
    over = true;
    node.note("the storm is over");
    nodes().forEach(Node::mend);
    nodes().forEach(Node::goOn);
    controlPlanes.forEach(Storm::revive);
    workers.forEach(worker -> {
      if (!worker.isUp()) {
        revive(worker);
      }
    });
  }

  public int faults() {
    return faults;
  }
}
