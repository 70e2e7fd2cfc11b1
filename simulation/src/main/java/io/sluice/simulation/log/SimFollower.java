package io.sluice.simulation.log;

import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.follow.TableChange;
import io.sluice.eventlog.follow.TableListener;
import io.sluice.simulation.log.SimPartition.Entry;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Follows a compacted topic from its beginning.
public final class SimFollower<V> {
  private static final int AT_ONCE = 50;

  private final SimLog log;
  private final String topic;
  private final Function<byte[], Optional<V>> decode;
  private final TableListener<V> listener;
  private final Map<Integer, Long> next = new TreeMap<>();
  private final Map<Integer, Long> firstEnds = new TreeMap<>();
  private boolean caughtUp;

  public SimFollower(
      SimLog log,
      String topic,
      Collection<Integer> partitions,
      Function<byte[], Optional<V>> decode,
      TableListener<V> listener) {
    this.log = log;
    this.topic = topic;
    this.decode = decode;
    this.listener = listener;
    partitions.forEach(partition -> {
      next.put(partition, 0L);
      firstEnds.put(partition, log.partition(topic, partition).lastStable());
    });
  }

  /// Reads what is there, a bounded amount.
  public void poll() {
    next.replaceAll((partition, from) -> {
      SimPartition.Read read = log.partition(topic, partition).read(from, AT_ONCE);
      read.entries().forEach(entry -> tell(partition, entry));
      return read.next();
    });
    if (!caughtUp
        && firstEnds.entrySet().stream()
            .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
      caughtUp = true;
      listener.caughtUp();
    }
  }

  private void tell(int partition, Entry entry) {
    String key = entry.key();
    if (key == null) {
      return;
    }
    InputPosition position = new InputPosition(topic, partition, entry.offset());
    byte[] value = entry.value();
    if (value == null) {
      listener.changed(new TableChange.Removed<>(key, position, entry.at()));
    } else {
      decode
          .apply(value)
          .ifPresent(v -> listener.changed(new TableChange.Put<>(key, v, position, entry.at())));
    }
  }
}
