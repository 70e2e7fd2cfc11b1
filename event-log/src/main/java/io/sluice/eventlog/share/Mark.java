package io.sluice.eventlog.share;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How far the work on one partition has come: all below `upTo` is done but `open`. Kafka keeps it
/// as an offset, the first that is not done, with a note of the rest.
///
/// @param open in order
public record Mark(long upTo, List<Long> open) {
  /// Below what Kafka takes unless it is told otherwise (`offset.metadata.max.bytes`, 4096).
  private static final int MAX_NOTE_CHARS = 4_000;

  public Mark {
    open = List.copyOf(open);
  }

  /// What a reader commits: the first offset that is not done.
  long offset() {
    return open.isEmpty() ? upTo : open.getFirst();
  }

  boolean isDone(long offset) {
    return offset < upTo && !open.contains(offset);
  }

  /// What does not fit is left out from behind: it is then worked on again.
  String note() {
    if (open.isEmpty()) {
      return "";
    }
    String listed = open.stream().map(String::valueOf).collect(Collectors.joining(","));
    String note = upTo + ";" + listed;
    return note.length() <= MAX_NOTE_CHARS ? note : shortened().note();
  }

  private Mark shortened() {
    int kept = Math.max(1, open.size() / 2);
    return kept == open.size()
        ? new Mark(offset(), List.of())
        : new Mark(open.get(kept), open.subList(0, kept));
  }

  /// @param note whatever stands beside the offset; one that is not ours says nothing
  static Mark read(long offset, String note) {
    String[] parts = note.split(";", 2);
    try {
      if (parts.length == 2) {
        List<Long> open = Arrays.stream(parts[1].split(",")).map(Long::valueOf).sorted().toList();
        long upTo = Long.parseLong(parts[0]);
        if (open.getFirst() == offset && open.getLast() < upTo) {
          return new Mark(upTo, open);
        }
      }
    } catch (NumberFormatException _) {
      // Somebody moved the group by hand, and left a note of his own.
    }
    return new Mark(offset, List.of());
  }
}
