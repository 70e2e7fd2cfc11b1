package io.sluice.benchmarks.media;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The readings of all rounds.
final class Costs {
  private final Map<String, Map<Pace, List<Reading>>> readings = new LinkedHashMap<>();

  void add(Forwarder forwarder, Pace pace, Reading reading) {
    readings
        .computeIfAbsent(forwarder.name(), _ -> new LinkedHashMap<>())
        .computeIfAbsent(pace, _ -> new ArrayList<>())
        .add(reading);
  }

  /// In the order of their first turn.
  List<String> forwarders() {
    return List.copyOf(readings.keySet());
  }

  List<Reading> of(String forwarder, Pace pace) {
    return readings.getOrDefault(forwarder, Map.of()).getOrDefault(pace, List.of());
  }

  /// NaN when there is no reading.
  double median(String forwarder, Pace pace, ToDoubleFunction<Reading> figure) {
    double[] sorted = of(forwarder, pace).stream().mapToDouble(figure).sorted().toArray();
    int count = sorted.length;
    return count == 0 ? Double.NaN : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
  }

  /// Of all packets sent in all rounds.
  double lostShare(String forwarder, Pace pace) {
    long sent = of(forwarder, pace).stream().mapToLong(Reading::sent).sum();
    long arrived = of(forwarder, pace).stream().mapToLong(Reading::arrived).sum();
    return (double) (sent - arrived) / sent;
  }
}
