package io.sluice.benchmarks.media;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The readings as Markdown.
final class CostTable {
  private final Costs costs;
  private final StringBuilder text = new StringBuilder();

  private CostTable(Costs costs) {
    this.costs = costs;
  }

  /// Costs and their ratios, losses, and how well the load kept the pace.
  ///
  /// @param product the forwarder that is compared with the others; its variants begin with its
  ///   name
  static String of(Costs costs, String product) {
    CostTable table = new CostTable(costs);
    table.head("ns of CPU per packet");
    for (String forwarder : costs.forwarders()) {
      table.row(forwarder, pace -> "%,.0f".formatted(table.nanos(forwarder, pace)));
    }
    for (String other : costs.forwarders()) {
      if (!other.startsWith(product)) {
        table.row(
            product + " / " + other,
            pace -> "%.2f".formatted(table.nanos(product, pace) / table.nanos(other, pace)));
      }
    }
    table.head("lost, % of sent");
    for (String forwarder : costs.forwarders()) {
      table.row(forwarder, pace -> "%.3f".formatted(100 * costs.lostShare(forwarder, pace)));
    }
    table.head("packets/s that came through");
    for (String forwarder : costs.forwarders()) {
      table.row(
          forwarder,
          pace -> "%,.0f".formatted(costs.median(forwarder, pace, Reading::packetsPerSecond)));
    }
    table.head("the load");
    table.row("sent 1 ms late or more, %", pace -> "%.2f".formatted(100 * table.late(pace)));
    return table.text.toString();
  }

  private double nanos(String forwarder, Pace pace) {
    return costs.median(forwarder, pace, Reading::nanosPerPacket);
  }

  /// Of the forwarder whose packets were late most.
  private double late(Pace pace) {
    return costs.forwarders().stream()
        .mapToDouble(forwarder -> costs.median(forwarder, pace, Reading::lateShare))
        .max()
        .orElse(Double.NaN);
  }

  private void head(String title) {
    line(title, Plan.PACES.stream().map(Pace::name).toList());
    text.append("|---|").append("---|".repeat(Plan.PACES.size())).append('\n');
  }

  private void row(String title, Function<Pace, String> cell) {
    line(title, Plan.PACES.stream().map(cell).toList());
  }

  private void line(String title, List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| " + title + " | ", " |\n")));
  }
}
