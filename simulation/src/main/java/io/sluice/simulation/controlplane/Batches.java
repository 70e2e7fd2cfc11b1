package io.sluice.simulation.controlplane;

import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogic;
import io.sluice.simulation.log.InputCell;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.log.SimPartition;
import io.sluice.simulation.time.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Reads some of what is undecided, of each partition in order and otherwise in any, and has it
/// decided.
record Batches(SimLog log, Chance chance) {
  private static final int MOST = 12;

  /// @param next moved on past what was read
  /// @param decided gets what is to be written
  /// @return how many inputs were read
  int decide(
      Map<Integer, PartitionLogic> logics, Map<InputCell, Long> next, List<OutputRecord> decided) {
    Map<Integer, List<InputRecord>> batches = new TreeMap<>();
    int read = 0;
    for (InputCell cell : shuffled(next)) {
      SimPartition.Read some =
          log.partition(cell.topic(), cell.partition())
              .read(next.getOrDefault(cell, 0L), chance.number(1, MOST));
      next.put(cell, some.next());
      read += some.entries().size();
      for (SimPartition.Entry entry : some.entries()) {
        batches
            .computeIfAbsent(cell.partition(), _ -> new ArrayList<>())
            .add(
                new InputRecord(
                    new InputPosition(cell.topic(), cell.partition(), entry.offset()),
                    entry.key(),
                    entry.value(),
                    entry.at()));
      }
    }
    batches.forEach((partition, batch) ->
        decided.addAll(Objects.requireNonNull(logics.get(partition)).onInputs(batch)));
    return read;
  }

  private List<InputCell> shuffled(Map<InputCell, Long> next) {
    List<InputCell> cells = new ArrayList<>(next.keySet());
    for (int i = cells.size() - 1; i > 0; i--) {
      int j = chance.number(0, i);
      InputCell swapped = cells.get(i);
      cells.set(i, cells.get(j));
      cells.set(j, swapped);
    }
    return cells;
  }
}
