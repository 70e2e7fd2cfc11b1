package io.sluice.controlplane.placement;

import io.sluice.controlplane.placement.Demand.Obstacle;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// Counts what stands against a process, worker by worker.
///
/// Thread: confined to one.
public final class SurveyCount {
  private final Demand demand;
  private final Map<Obstacle, Integer> obstacles = new EnumMap<>(Obstacle.class);
  private final Map<String, Integer> lacking = new TreeMap<>();
  private int silent;
  private int draining;

  public SurveyCount(Demand demand) {
    this.demand = demand;
  }

  public void silent() {
    silent++;
  }

  public void draining() {
    draining++;
  }

  /// One that takes processes; counts only when it cannot take this one.
  public void ready(Candidate candidate) {
    demand
        .obstacle(candidate)
        .ifPresent(obstacle -> {
          obstacles.merge(obstacle, 1, Integer::sum);
          if (obstacle == Obstacle.INCAPABLE) {
            demand.lackedBy(candidate).forEach(feature -> lacking.merge(feature, 1, Integer::sum));
          }
        });
  }

  public Survey survey() {
    return new Survey(
        silent,
        draining,
        count(Obstacle.OTHER_LABELS),
        count(Obstacle.INCAPABLE),
        count(Obstacle.FULL),
        count(Obstacle.WITHOUT_LEASES),
        lacking);
  }

  private int count(Obstacle obstacle) {
    return obstacles.getOrDefault(obstacle, 0);
  }
}
