package io.sluice.benchmarks.commands;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// One round and what it cost the program that settled it.
record Measured(Round round, Duration cpu) {
  static final List<String> HEAD =
      List.of(
          "| flat out | commands | seconds | a second | CPU µs each |", "|---|---|---|---|---|");

  double perSecond() {
    return round.count() / round.seconds();
  }

  /// The round of middle speed.
  static Measured median(List<Measured> rounds) {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(Measured::perSecond))
        .toList()
        .get(rounds.size() / 2);
  }

  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.2f | %,.0f | %.0f |",
        name,
        round.count(),
        round.seconds(),
        perSecond(),
        cpu.toNanos() / 1e3 / round.count());
  }
}
