package io.sluice.controlplane.timeline;

import io.sluice.schemas.Candidate;
import io.sluice.schemas.PlacementScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Why a process went where it went: what the worker was worth, and who came next.
final class PlacementWords {
  private PlacementWords() {}

  /// @param offered the workers on offer, with what each was worth
  static String of(String worker, long generation, List<Candidate> offered) {
    String where = "on " + worker + ", generation " + generation;
    Optional<PlacementScore> score =
        offered.stream()
            .filter(candidate -> candidate.getWorkerId().equals(worker))
            .flatMap(candidate -> candidate.getScore().stream())
            .findFirst();
    return score
        .map(worth -> where + ", worth " + worth(worth) + next(worker, offered))
        .orElse(where);
  }

  /// `70 points: room 40, cpu 30`; what gives none is not said.
  private static String worth(PlacementScore score) {
    List<String> parts = new ArrayList<>();
    add(parts, "room", score.getRoom());
    add(parts, "cpu", score.getCpu());
    add(parts, "memory", score.getMemory());
    add(parts, "labels", score.getLabels());
    add(parts, "reference", score.getReference());
    return points(total(score)) + " points: " + String.join(", ", parts);
  }

  private static String next(String worker, List<Candidate> offered) {
    return offered.stream()
        .filter(candidate -> !candidate.getWorkerId().equals(worker))
        .filter(candidate -> candidate.getScore().isPresent())
        .max(Comparator.comparingDouble(candidate -> total(candidate.getScore().orElseThrow())))
        .map(candidate ->
            "; of %d offered, next %s with %s"
                .formatted(
                    offered.size(),
                    candidate.getWorkerId(),
                    points(total(candidate.getScore().orElseThrow()))))
        .orElse("");
  }

  private static void add(List<String> parts, String name, double value) {
    if (value > 0) {
      parts.add(name + " " + points(value));
    }
  }

  private static double total(PlacementScore score) {
    return score.getRoom()
        + score.getCpu()
        + score.getMemory()
        + score.getLabels()
        + score.getReference();
  }

  private static String points(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
