package io.sluice.simulation.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One partition of a topic, as its leader holds it.
public final class SimPartition {
  /// @param part of the transaction that wrote it; null when none did
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Entry(
      long offset, @Nullable String key, byte @Nullable [] value, Instant at, @Nullable Part part) {
    boolean isAborted() {
      return part != null && part.end == End.ABORTED;
    }
  }

  /// What one transaction wrote here.
  static final class Part {
    private final long first;
    private @Nullable End end;

    private Part(long first) {
      this.first = first;
    }
  }

  enum End {
    COMMITTED,
    ABORTED
  }

  /// @param next where the next read begins
  public record Read(List<Entry> entries, long next) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Set<Part> open = new LinkedHashSet<>();

  Part begin() {
    Part part = new Part(entries.size());
    open.add(part);
    return part;
  }

  Entry append(@Nullable String key, byte @Nullable [] value, Instant at, @Nullable Part part) {
    Entry entry = new Entry(entries.size(), key, value, at, part);
    entries.add(entry);
    return entry;
  }

  /// The marker of the transaction's end has arrived.
  void end(Part part, End end) {
    part.end = end;
    open.remove(part);
  }

  /// With what is uncommitted.
  public long end() {
    return entries.size();
  }

  /// Readers of what is committed get no further.
  public long lastStable() {
    long stable = entries.size();
    for (Part part : open) {
      stable = Math.min(stable, part.first);
    }
    return stable;
  }

  /// At most `limit` committed entries from offset `from` on.
  public Read read(long from, int limit) {
    long stable = lastStable();
    List<Entry> read = new ArrayList<>();
    long next = from;
    while (next < stable && read.size() < limit) {
      Entry entry = entries.get((int) next);
      if (!entry.isAborted()) {
        read.add(entry);
      }
      next++;
    }
    return new Read(read, next);
  }
}
