package io.sluice.controlplane.decisions;

import io.sluice.eventlog.OutputRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one batch writes. Of a compacted topic only the last value of a key is worth writing.
///
/// Thread: confined to the loop's.
final class Outbox {
  private record Cell(String topic, int partition, String key) {}

  private final List<OutputRecord> appended = new ArrayList<>();
  private final Map<Cell, OutputRecord> latest = new LinkedHashMap<>();

  /// To a topic in which every record counts.
  void append(OutputRecord output) {
    appended.add(output);
  }

  /// To a compacted topic.
  void put(OutputRecord output) {
    latest.put(new Cell(output.topic(), output.partition(), output.key()), output);
  }

  List<OutputRecord> drain() {
    List<OutputRecord> all = new ArrayList<>(appended);
    all.addAll(latest.values());
    appended.clear();
    latest.clear();
    return all;
  }
}
