package io.sluice.controlplane.placement;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a process asks of a worker.
///
/// @param lease whether it needs a lease of UDP ports
/// @param ffmpegFeatures what its FFmpeg must be able to do
/// @param reference the orchestrator's grouping key; empty for none
public record Demand(
    boolean lease, Set<String> ffmpegFeatures, String reference, PlacementWish wish) {
  public Demand {
    ffmpegFeatures = Set.copyOf(ffmpegFeatures);
  }

  /// Whether it matters where the others of its reference are.
  public boolean looksAtReference() {
    return !reference.isEmpty() && !wish.sameReference().equals(PlacementWish.NONE);
  }

  boolean isMetBy(Candidate candidate) {
    return obstacle(candidate).isEmpty();
  }

  /// The first thing that stands against `candidate`, what it is before how full it is.
  public Optional<Obstacle> obstacle(Candidate candidate) {
    if (!candidate.labels().entrySet().containsAll(wish.required().entrySet())) {
      return Optional.of(Obstacle.OTHER_LABELS);
    }
    if (!candidate.ffmpegFeatures().containsAll(ffmpegFeatures)) {
      return Optional.of(Obstacle.INCAPABLE);
    }
    if (candidate.freeProcesses() <= 0) {
      return Optional.of(Obstacle.FULL);
    }
    if (lease && candidate.freeLeases() <= 0) {
      return Optional.of(Obstacle.WITHOUT_LEASES);
    }
    return Optional.empty();
  }

  /// What the process needs and the worker's FFmpeg has not.
  Set<String> lackedBy(Candidate candidate) {
    Set<String> lacked = new TreeSet<>(ffmpegFeatures);
    candidate.ffmpegFeatures().forEach(lacked::remove);
    return lacked;
  }

  /// What of a worker can stand against a process.
  public enum Obstacle {
    OTHER_LABELS,
    INCAPABLE,
    FULL,
    WITHOUT_LEASES
  }
}
