package io.sluice.benchmarks.placement;

import java.util.Collection;
import java.util.Locale;

/// What came of a simulation.
final class PlacementFigures {
  long placed;
  long onFullWorkers;
  long onOverloadedProcessors;
  long againstConstraints;
  long waitedInSpiteOfRoom;
  long waited;
  long choosingNanos;
  double maxUtilisation;
  double maxCpu;
  double spreadCpu;

  /// How full the fleet is at one moment, after it was filled.
  void look(Collection<SimWorker> workers) {
    double mean = workers.stream().mapToDouble(SimWorker::cpuLoad).average().orElse(0);
    double max = workers.stream().mapToDouble(SimWorker::cpuLoad).max().orElse(0);
    maxCpu = Math.max(maxCpu, max);
    spreadCpu = Math.max(spreadCpu, max / mean);
    maxUtilisation =
        Math.max(
            maxUtilisation, workers.stream().mapToDouble(SimWorker::utilisation).max().orElse(0));
  }

  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.1f | %.3f %% | %.2f %% | %d | %d | %.1f |%n",
        name,
        maxUtilisation,
        maxCpu,
        spreadCpu,
        100.0 * onFullWorkers / placed,
        100.0 * onOverloadedProcessors / placed,
        waitedInSpiteOfRoom,
        againstConstraints,
        choosingNanos / 1e3 / (placed + waited));
  }

  static String head() {
    return """
    | choice | fullest worker | busiest processors | max / mean | on full workers | \
    on overloaded processors | waited though room was there | against constraints | µs each |
    |---|---:|---:|---:|---:|---:|---:|---:|---:|
    """;
  }
}
