package io.sluice.controlplane.testing;

import io.sluice.controlplane.feed.FollowedHistory;
import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.replay.PositionLostException;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.Partitions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/// The history as a list a partition. What is appended before [#follow] is not handed on.
///
/// Thread: any; listeners are called on the one that appends.
public final class InMemoryHistory implements FollowedHistory {
  private final List<List<InputRecord>> partitions = new ArrayList<>(); // guarded by this
  private final List<Consumer<InputRecord>> listeners = new ArrayList<>(); // guarded by this
  private Map<Integer, Long> begun = Map.of(); // guarded by this

  public InMemoryHistory(int partitions) {
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new ArrayList<>());
    }
  }

  public synchronized void append(Transition transition) {
    String key = transition.getProcessId();
    int partition = Partitions.of(key, partitions.size());
    List<InputRecord> log = partitions.get(partition);
    InputRecord record =
        new InputRecord(
            new InputPosition("history", partition, log.size()),
            key,
            RecordCodec.standard().encode(transition),
            Instant.EPOCH);
    log.add(record);
    listeners.forEach(listener -> listener.accept(record));
  }

  @Override
  public synchronized void follow(Consumer<InputRecord> listener) {
    begun = ends();
    listeners.add(listener);
  }

  private Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new HashMap<>();
    for (int i = 0; i < partitions.size(); i++) {
      ends.put(i, (long) partitions.get(i).size());
    }
    return ends;
  }

  @Override
  public synchronized Map<Integer, Long> begun() {
    return begun;
  }

  @Override
  public synchronized Stretch between(Map<Integer, Long> from, Map<Integer, Long> until) {
    boolean beyond = from.entrySet().stream().anyMatch(e -> e.getValue() > size(e.getKey()));
    Queue<InputRecord> records = new ArrayDeque<>();
    for (int i = 0; i < partitions.size(); i++) {
      for (InputRecord record : partitions.get(i)) {
        long offset = record.position().offset();
        if (offset >= from.getOrDefault(i, 0L) && offset < until.getOrDefault(i, 0L)) {
          records.add(record);
        }
      }
    }
    return new Stretch() {
      @Override
      public List<InputRecord> next() {
        if (beyond) {
          throw new PositionLostException("beyond the end");
        }
        InputRecord next = records.poll();
        return next == null ? List.of() : List.of(next);
      }

      @Override
      public void close() {}
    };
  }

  private long size(int partition) {
    return partition < partitions.size() ? partitions.get(partition).size() : 0;
  }

  @Override
  public void close() {}
}
