package io.sluice.simulation.controlplane;

import io.sluice.eventlog.PartitionLogic;
import io.sluice.eventlog.PartitionLogicFactory;
import io.sluice.eventlog.StateRecord;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.log.InputCell;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.log.SimPartition;
import io.sluice.simulation.log.SimPartition.Entry;
import io.sluice.simulation.log.Transactions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes partitions over: first the offsets, as soon as no open transaction can move them; then the
/// state, up to the end that stood there when the offsets were known.
final class Restoring {
  private static final List<String> INPUTS =
      List.of(TopicCatalogue.COMMANDS.name(), TopicCatalogue.WORKER_EVENTS.name());

  private final SimLog log;
  private final Transactions transactions;
  private final PartitionLogicFactory factory;
  private final Map<Integer, Long> ends = new TreeMap<>();
  private List<Integer> wanted = List.of();
  private @Nullable Map<InputCell, Long> offsets;
  private boolean done;

  Restoring(SimLog log, Transactions transactions, PartitionLogicFactory factory) {
    this.log = log;
    this.transactions = transactions;
    this.factory = factory;
  }

  void begin(List<Integer> partitions) {
    wanted = List.copyOf(partitions);
    offsets = null;
    ends.clear();
    done = false;
  }

  /// @param logics gets those of the partitions, once they are restored
  /// @return where the inputs are to be read from, nothing when that was told before; empty while
  ///   it must wait
  Optional<Map<InputCell, Long>> tryToEnd(Map<Integer, PartitionLogic> logics) {
    if (done) {
      return Optional.of(Map.of());
    }
    if (offsets == null) {
      offsets = transactions.stableOffsets(cells()).orElse(null);
      if (offsets == null) {
        return Optional.empty();
      }
      wanted.forEach(p -> ends.put(p, state(p).end()));
    }
    if (wanted.stream().anyMatch(p -> state(p).lastStable() < ends.getOrDefault(p, 0L))) {
      return Optional.empty();
    }
    wanted.forEach(p -> logics.put(p, factory.restore(p, live(p))));
    done = true;
    return Optional.of(offsets);
  }

  private List<InputCell> cells() {
    return wanted.stream()
        .flatMap(p -> INPUTS.stream().map(topic -> new InputCell(topic, p)))
        .toList();
  }

  private SimPartition state(int partition) {
    return log.partition(TopicCatalogue.PROCESSES.name(), partition);
  }

  private Iterable<StateRecord> live(int partition) {
    Map<String, StateRecord> live = new LinkedHashMap<>();
    Stream<Entry> all = state(partition).read(0, Integer.MAX_VALUE).entries().stream();
    all.forEach(entry -> {
      String key = String.valueOf(entry.key());
      byte[] value = entry.value();
      if (value == null) {
        live.remove(key);
      } else {
        live.put(key, new StateRecord(key, value));
      }
    });
    return live.values();
  }
}
