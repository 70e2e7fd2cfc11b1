package io.sluice.eventlog.share;

import java.util.List;
import java.util.TreeSet;

/// Which records of one partition are taken and not done.
///
/// Thread: any.
public final class OffsetProgress {
  private final Mark begun;
  private final TreeSet<Long> open = new TreeSet<>(); // guarded by this
  private long next; // guarded by this

  public OffsetProgress(Mark begun) {
    this.begun = begun;
    this.next = begun.offset();
  }

  /// The record is here. Offsets have holes, where transactions ended.
  ///
  /// @return false when whoever had the partition before has done it
  public synchronized boolean take(long offset) {
    next = offset + 1;
    if (begun.isDone(offset)) {
      return false;
    }
    open.add(offset);
    return true;
  }

  public synchronized void done(long offset) {
    open.remove(offset);
  }

  /// How many are taken and not done.
  public synchronized int open() {
    return open.size();
  }

  /// Until all is read that the one before had read, what he had left open counts as open.
  public synchronized Mark mark() {
    if (next >= begun.upTo()) {
      return new Mark(next, List.copyOf(open));
    }
    TreeSet<Long> left = new TreeSet<>(open);
    begun.open().stream().filter(offset -> offset >= next).forEach(left::add);
    return new Mark(begun.upTo(), List.copyOf(left));
  }
}
