package io.sluice.benchmarks.media;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/// The readings as Markdown.
final class CostTable {
  private final Costs costs;
  private final List<Pace> paces;
  private final StringBuilder text = new StringBuilder();

  private CostTable(Costs costs, List<Pace> paces) {
    this.costs = costs;
    this.paces = paces;
  }

  /// Costs and their ratios, losses, throughput, allocation, and how well the load kept the pace.
  ///
  /// @param product the forwarder that is compared with the others; its variants begin with its
  ///   name
  static String of(Costs costs, List<Pace> paces, String product) {
    CostTable table = new CostTable(costs, paces);
    List<String> all = costs.forwarders();
    List<String> products = all.stream().filter(name -> name.startsWith(product)).toList();
    table.part("ns of CPU per packet", all, "%,.0f", table::nanos);
    for (String other : all) {
      if (!products.contains(other)) {
        table.row(
            product + " / " + other,
            pace -> "%.2f".formatted(table.nanos(product, pace) / table.nanos(other, pace)));
      }
    }
    table.part("lost, % of sent", all, "%.3f", (name, pace) -> 100 * costs.lostShare(name, pace));
    table.part(
        "packets/s that came through",
        all,
        "%,.0f",
        (name, pace) -> costs.median(name, pace, Reading::packetsPerSecond));
    table.part(
        "bytes allocated per packet",
        products,
        "%.0f",
        (name, pace) -> costs.median(name, pace, Reading::bytesPerPacket));
    table.head("the load");
    table.row("sent 1 ms late or more, %", pace -> "%.2f".formatted(100 * table.late(pace)));
    return table.text.toString();
  }

  private void part(
      String title,
      List<String> forwarders,
      String format,
      ToDoubleBiFunction<String, Pace> figure) {
    head(title);
    for (String forwarder : forwarders) {
      row(forwarder, pace -> format.formatted(figure.applyAsDouble(forwarder, pace)));
    }
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
    text.append(text.isEmpty() ? "" : "\n");
    line(title, paces.stream().map(Pace::name).toList());
    text.append("|---|").append("---|".repeat(paces.size())).append('\n');
  }

  private void row(String title, Function<Pace, String> cell) {
    line(title, paces.stream().map(cell).toList());
  }

  private void line(String title, List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| " + title + " | ", " |\n")));
  }
}
