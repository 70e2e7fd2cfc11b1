package io.sluice.benchmarks.placement;

import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// A fleet in steps of ten milliseconds. Workers differ in size and zone, processes in what they
/// cost: most a little, few much. The same plan brings the same processes to every way of choosing.
final class PlacementSimulation {
  private static final int STEP_MILLIS = 10;
  private static final List<String> ZONES = List.of("a", "a", "a", "b", "b", "rare");

  private record Running(SimProcess process, SimWorker worker, int plane) {}

  private record News(long dueMillis, int from, Consumer<Placer> tell) {}

  private final PlacementPlan plan;
  private final Random random;
  private final Map<WorkerId, SimWorker> workers = new LinkedHashMap<>();
  private final List<SimWorker> inTurn;
  private final List<Placer> planes = new ArrayList<>();
  private final PriorityQueue<Running> running =
      new PriorityQueue<>(Comparator.comparingLong((Running r) -> r.process().endsAtMillis()));
  private final Deque<News> news = new ArrayDeque<>();
  private final Deque<SimProcess> waiting = new ArrayDeque<>();
  private final PlacementFigures figures = new PlacementFigures();
  private long millis;
  private int arrived;

  /// @param placer makes a control plane of the workers and a seed of its own
  PlacementSimulation(
      PlacementPlan plan, BiFunction<Map<WorkerId, SimWorker>, Long, Placer> placer) {
    this.plan = plan;
    this.random = new Random(plan.seed());
    // On average so many processes on a worker make it two thirds full.
    int usual = Math.max(1, plan.processes() * 3 / (2 * plan.workers()));
    for (int i = 0; i < plan.workers(); i++) {
      SimWorker worker =
          new SimWorker(
              i,
              Math.max(1, usual / 2 + random.nextInt(usual + 1)),
              i % 100 == 0 ? ZONES.getLast() : ZONES.get(random.nextInt(ZONES.size() - 1)));
      workers.put(worker.id, worker);
    }
    this.inTurn = List.copyOf(workers.values());
    for (int i = 0; i < plan.controlPlanes(); i++) {
      planes.add(placer.apply(workers, plan.seed() + i));
    }
    inTurn.forEach(worker -> planes.forEach(plane -> plane.heard(worker)));
  }

  PlacementFigures run() {
    while (arrived < 2 * plan.processes()) {
      millis += STEP_MILLIS;
      planes.forEach(plane -> plane.now(millis));
      deliverNews();
      sendHeartbeats();
      endProcesses();
      placeArrivals();
      if (arrived > plan.processes() && millis % 1_000 == 0) {
        figures.look(inTurn);
      }
    }
    return figures;
  }

  private void deliverNews() {
    while (!news.isEmpty() && news.peekFirst().dueMillis() <= millis) {
      News next = news.removeFirst();
      for (int i = 0; i < planes.size(); i++) {
        if (i != next.from()) {
          next.tell().accept(planes.get(i));
        }
      }
    }
  }

  private void sendHeartbeats() {
    long steps = plan.heartbeatMillis() / STEP_MILLIS;
    long turn = (millis / STEP_MILLIS) % steps;
    for (long i = turn; i < inTurn.size(); i += steps) {
      SimWorker worker = inTurn.get((int) i);
      planes.forEach(plane -> plane.heard(worker));
    }
  }

  private void endProcesses() {
    while (!running.isEmpty() && running.peek().process().endsAtMillis() <= millis) {
      Running ended = running.poll();
      ended.worker().processes--;
      ended.worker().cpu -= ended.process().cpu();
      tell(ended.plane(), plane -> plane.left(ended.process()));
    }
  }

  private void placeArrivals() {
    if (millis % 1_000 == 0) {
      for (int i = waiting.size(); i > 0; i--) {
        place(waiting.removeFirst());
      }
    }
    for (int i = 0; i < plan.arrivalsPerSecond() * STEP_MILLIS / 1_000; i++) {
      place(newProcess());
    }
  }

  private SimProcess newProcess() {
    arrived++;
    // Pareto: the mean is about 0.6 of what a worker has for one process, the tail is long.
    double cpu = Math.min(8, 0.3 / Math.sqrt(1 - random.nextDouble()));
    int kind = random.nextInt(1_000);
    String zone = kind < 5 ? "rare" : kind < 200 ? ZONES.get(random.nextInt(5)) : "";
    double filled = 1_000.0 * plan.processes() / plan.arrivalsPerSecond();
    long life = (long) (-filled * Math.log(1 - random.nextDouble())) + STEP_MILLIS;
    return new SimProcess(new ProcessId("p" + arrived), cpu, zone, millis + life);
  }

  private void place(SimProcess process) {
    int number = Math.floorMod(process.id().hashCode(), planes.size());
    Placer plane = planes.get(number);
    long before = System.nanoTime();
    SimWorker worker = plane.place(process);
    figures.choosingNanos += System.nanoTime() - before;
    if (worker == null) {
      figures.waited++;
      if (inTurn.stream().anyMatch(w -> w.hasRoomFor(process))) {
        figures.waitedInSpiteOfRoom++;
      }
      waiting.addLast(process);
      return;
    }
    count(process, worker);
    worker.processes++;
    worker.cpu += process.cpu();
    running.add(new Running(process, worker, number));
    tell(number, told -> told.placed(process, worker));
  }

  private void count(SimProcess process, SimWorker worker) {
    figures.placed++;
    if (!worker.fits(process)) {
      figures.againstConstraints++;
    }
    if (worker.processes >= worker.maxProcesses) {
      figures.onFullWorkers++;
    }
    if (worker.cpuLoad() > 0.9) {
      figures.onOverloadedProcessors++;
    }
  }

  /// The control plane itself at once, the others when they have read it.
  private void tell(int from, Consumer<Placer> what) {
    what.accept(planes.get(from));
    news.addLast(new News(millis + plan.newsDelayMillis(), from, what));
  }
}
