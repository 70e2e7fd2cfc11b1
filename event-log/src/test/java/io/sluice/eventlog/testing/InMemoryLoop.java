package io.sluice.eventlog.testing;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogic;
import io.sluice.eventlog.PartitionLogicFactory;
import io.sluice.eventlog.StateRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The loop over an in-memory log: runs when it is told to, on the caller's thread.
public final class InMemoryLoop {
  private final InMemoryEventLog log;
  private final List<String> inputTopics;
  private final String stateTopic;
  private final PartitionLogicFactory factory;
  private final Map<Integer, PartitionLogic> logics = new TreeMap<>();

  /// How much of the log has been committed as read.
  private int committed;

  InMemoryLoop(
      InMemoryEventLog log,
      List<String> inputTopics,
      String stateTopic,
      PartitionLogicFactory factory) {
    this.log = log;
    this.inputTopics = List.copyOf(inputTopics);
    this.stateTopic = stateTopic;
    this.factory = factory;
  }

  /// Decides all inputs that stand undecided, and those that this appends, until none is left. When
  /// the logic throws, so does this: nothing of the batch is appended, and the next run restores.
  public void runUntilIdle() {
    restore();
    while (committed < log.inOrderOfAppending().size()) {
      List<InputRecord> all = log.inOrderOfAppending();
      int end = all.size();
      Map<Integer, List<InputRecord>> batches = new TreeMap<>();
      for (InputRecord record : all.subList(committed, end)) {
        if (inputTopics.contains(record.position().topic())) {
          batches
              .computeIfAbsent(record.position().partition(), _ -> new ArrayList<>())
              .add(record);
        }
      }
      List<OutputRecord> decided = new ArrayList<>();
      attempt(() -> batches.forEach((p, batch) -> decided.addAll(logic(p).onInputs(batch))));
      decided.forEach(log::append);
      committed = end;
    }
  }

  /// One tick of every partition.
  public void tick() {
    restore();
    List<OutputRecord> decided = new ArrayList<>();
    attempt(() -> logics.values().forEach(logic -> decided.addAll(logic.onTick())));
    decided.forEach(log::append);
  }

  /// Drops all logic objects as a crash would: the next run restores them from the state topic.
  public void crash() {
    logics.clear();
  }

  private void attempt(Runnable deciding) {
    try {
      deciding.run();
    } catch (RuntimeException e) {
      crash();
      throw e;
    }
  }

  private PartitionLogic logic(int partition) {
    PartitionLogic logic = logics.get(partition);
    if (logic == null) {
      throw new IllegalStateException("partition " + partition + " is not restored");
    }
    return logic;
  }

  private void restore() {
    for (int partition = 0; partition < log.partitions(); partition++) {
      if (!logics.containsKey(partition)) {
        logics.put(partition, factory.restore(partition, liveState(partition)));
      }
    }
  }

  private List<StateRecord> liveState(int partition) {
    Map<String, StateRecord> live = new LinkedHashMap<>();
    for (InputRecord record : log.records(stateTopic)) {
      String key = record.key();
      byte[] value = record.value();
      if (record.position().partition() != partition || key == null) {
        continue;
      }
      if (value == null) {
        live.remove(key);
      } else {
        live.put(key, new StateRecord(key, value));
      }
    }
    return List.copyOf(live.values());
  }
}
