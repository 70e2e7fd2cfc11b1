package io.sluice.benchmarks.placement;

import io.sluice.identity.WorkerId;
import java.util.Map;
import java.util.function.BiFunction;

/// How well and how fast processes are placed, beside other ways of choosing.
public final class PlacementQuality {
  private PlacementQuality() {}

  /// Arguments: workers (default 10,000), processes (default 100,000), control planes (default 4).
  public static void main(String[] args) {
    PlacementPlan usual = PlacementPlan.FULL;
    PlacementPlan plan =
        new PlacementPlan(
            argument(args, 0, usual.workers()),
            argument(args, 1, usual.processes()),
            argument(args, 2, usual.controlPlanes()),
            usual.arrivalsPerSecond(),
            usual.heartbeatMillis(),
            usual.newsDelayMillis(),
            usual.seed());
    System.out.println(plan);
    System.out.print(PlacementFigures.head());
    System.out.print(run(plan, SluicePlacer::new).row("Sluice"));
    System.out.print(run(plan, (_, seed) -> new StalePlacer(false, seed)).row("random"));
    System.out.print(
        run(plan, (_, seed) -> new StalePlacer(true, seed)).row("least loaded, stale data"));
    System.out.print(
        run(plan, (workers, _) -> new OmniscientPlacer(workers.values())).row("omniscient"));
  }

  private static PlacementFigures run(
      PlacementPlan plan, BiFunction<Map<WorkerId, SimWorker>, Long, Placer> placer) {
    return new PlacementSimulation(plan, placer).run();
  }

  private static int argument(String[] args, int index, int usual) {
    return args.length > index ? Integer.parseInt(args[index]) : usual;
  }
}
