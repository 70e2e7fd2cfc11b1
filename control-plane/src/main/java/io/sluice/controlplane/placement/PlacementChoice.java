package io.sluice.controlplane.placement;

import io.sluice.controlplane.placement.Placement.Chosen;
import io.sluice.controlplane.placement.Placement.Nowhere;
import io.sluice.controlplane.placement.Placement.Shortage;
import io.sluice.process.rules.FfmpegFeature;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Chooses the worker with the most room; among equals the one with the least load, and among those
/// the one whose id comes first, so that the same offer always gives the same choice.
public final class PlacementChoice {
  private PlacementChoice() {}

  public static Placement choose(List<Candidate> candidates, Demand demand) {
    Optional<Candidate> best =
        candidates.stream().filter(demand::isMetBy).min(bestFirst(demand.lease()));
    if (best.isPresent()) {
      return new Chosen(best.get());
    }
    return nowhere(candidates, demand);
  }

  /// The order in which candidates are preferred by a process that does or does not need a lease.
  public static Comparator<Candidate> bestFirst(boolean lease) {
    return Comparator.comparingInt((Candidate c) -> -room(c, lease))
        .thenComparingDouble(PlacementChoice::load)
        .thenComparing(c -> c.workerId().value());
  }

  private static int room(Candidate candidate, boolean lease) {
    int processes = Math.max(0, candidate.freeProcesses());
    return lease ? Math.min(processes, Math.max(0, candidate.freeLeases())) : processes;
  }

  /// An unknown load counts as full: a worker that says how busy it is is preferred.
  private static double load(Candidate candidate) {
    double load = candidate.cpuLoad();
    return load >= 0 ? load : 1;
  }

  private static Nowhere nowhere(List<Candidate> candidates, Demand demand) {
    if (candidates.isEmpty()) {
      return new Nowhere(Shortage.NO_WORKER, "no worker is ready");
    }
    if (candidates.stream().noneMatch(demand::isRunBy)) {
      String wanted =
          demand.ffmpegFeatures().stream()
              .sorted()
              .map(FfmpegFeature::described)
              .collect(Collectors.joining(", and "));
      return new Nowhere(
          Shortage.NO_CAPABLE_FFMPEG, "no worker on offer has an FFmpeg that " + wanted);
    }
    String what = demand.lease() ? "room and free ports" : "room";
    return new Nowhere(
        Shortage.NO_CAPACITY, "none of the " + candidates.size() + " workers on offer has " + what);
  }
}
