package io.sluice.benchmarks.report;

import java.util.List;

/// Times in order of length.
public record Percentiles(List<Long> sortedMicros) {
  public static Percentiles of(List<Long> micros) {
    if (micros.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Percentiles(micros.stream().sorted().toList());
  }

  /// The smallest time that `percent` of all do not exceed (nearest rank), milliseconds.
  public double millis(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sortedMicros.size());
    return sortedMicros.get(Math.max(rank, 1) - 1) / 1_000.0;
  }

  public int count() {
    return sortedMicros.size();
  }
}
