package io.sluice.controlplane.placement;

import java.util.Map;

/// What a worker is worth to a process, in points; the parts are told apart so that a choice can be
/// explained. What the process wishes outweighs room, so that a wish is kept while there is any.
///
/// @param room for free processes and leases
/// @param cpu for idle processors
/// @param memory for free memory
/// @param labels for preferred labels
/// @param reference for the others of the process's reference that it holds, or does not hold
public record Score(double room, double cpu, double memory, double labels, double reference) {
  static final double ROOM = 40;
  static final double CPU = 30;
  static final double MEMORY = 20;
  static final double LABELS = 60;
  static final double REFERENCE = 60;

  public static Score of(Candidate candidate, Demand demand) {
    return new Score(
        ROOM * room(candidate, demand.lease()),
        CPU * idle(candidate.cpuLoad()),
        MEMORY * idle(candidate.memoryLoad()),
        LABELS * preferred(candidate.labels(), demand.wish().preferred()),
        demand.looksAtReference() ? REFERENCE * company(candidate, demand.wish()) : 0);
  }

  public double total() {
    return room + cpu + memory + labels + reference;
  }

  /// Share of the worker that is free. A worker that does not say how much it takes is worth
  /// nothing until it has room.
  private static double room(Candidate candidate, boolean lease) {
    int free =
        lease
            ? Math.min(candidate.freeProcesses(), candidate.freeLeases())
            : candidate.freeProcesses();
    return Math.clamp(free / (double) Math.max(1, candidate.maxProcesses()), 0, 1);
  }

  /// An unknown load counts as full: a worker that says how busy it is is preferred.
  private static double idle(double load) {
    return load >= 0 ? 1 - Math.min(1, load) : 0;
  }

  private static double preferred(Map<String, String> labels, Map<String, String> wanted) {
    if (wanted.isEmpty()) {
      return 0;
    }
    long met = wanted.entrySet().stream().filter(labels.entrySet()::contains).count();
    return met / (double) wanted.size();
  }

  private static double company(Candidate candidate, PlacementWish wish) {
    int others = candidate.sameReference();
    return wish.sameReference().equals(PlacementWish.SPREAD)
        ? 1.0 / (1 + others)
        : others / (others + 1.0);
  }
}
