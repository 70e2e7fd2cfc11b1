package io.sluice.benchmarks.report;

import java.util.Locale;

/// Percentiles as a Markdown table, milliseconds.
public final class Table {
  private final StringBuilder text = new StringBuilder();

  public Table() {
    text.append("| | n | p50 ms | p90 ms | p99 ms | max ms |\n|---|---|---|---|---|---|\n");
  }

  public Table row(String name, Percentiles times) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.1f | %.1f | %.1f | %.1f |%n",
            name,
            times.count(),
            times.millis(50),
            times.millis(90),
            times.millis(99),
            times.millis(100)));
    return this;
  }

  /// How many times as long the first takes as the second, percentile by percentile.
  public Table ratio(String name, Percentiles first, Percentiles second) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | | %.2f | %.2f | %.2f | |%n",
            name,
            first.millis(50) / second.millis(50),
            first.millis(90) / second.millis(90),
            first.millis(99) / second.millis(99)));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
