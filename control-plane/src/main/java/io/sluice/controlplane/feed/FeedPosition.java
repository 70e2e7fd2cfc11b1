package io.sluice.controlplane.feed;

import io.sluice.eventlog.InputPosition;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How far a reader of the history has come: of each partition, the offset that it has not seen
/// yet. As text `0:17,1:4`, the same for every control plane of one Kafka.
record FeedPosition(SortedMap<Integer, Long> next) {
  private static final int MAX_LENGTH = 32 * 1024;
  private static final Pattern ENTRY = Pattern.compile("(\\d{1,6}):(\\d{1,18})");

  FeedPosition {
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
  }

  static FeedPosition of(Map<Integer, Long> next) {
    return new FeedPosition(new TreeMap<>(next));
  }

  /// Empty when `text` is no position.
  static Optional<FeedPosition> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    TreeMap<Integer, Long> next = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      var entry = ENTRY.matcher(part);
      if (!entry.matches()
          || next.put(Integer.valueOf(entry.group(1)), Long.valueOf(entry.group(2))) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new FeedPosition(next));
  }

  boolean hasSeen(InputPosition record) {
    return record.offset() < next.getOrDefault(record.partition(), 0L);
  }

  FeedPosition after(InputPosition record) {
    TreeMap<Integer, Long> later = new TreeMap<>(next);
    later.merge(record.partition(), record.offset() + 1, Math::max);
    return new FeedPosition(later);
  }

  @Override
  public String toString() {
    return next.entrySet().stream()
        .map(e -> e.getKey() + ":" + e.getValue())
        .collect(Collectors.joining(","));
  }
}
