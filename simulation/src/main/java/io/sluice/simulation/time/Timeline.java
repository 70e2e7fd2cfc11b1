package io.sluice.simulation.time;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/// What is still to happen, in the order in which it will. Time passes only from one event to the
/// next.
public final class Timeline {
  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  /// @param number tells apart what is due at the same time: first said, first done
  private record Due(long atNanos, long number, Runnable event) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long nowNanos;
  private long numbers;

  public void after(Duration delay, Runnable event) {
    due.add(new Due(nowNanos + Math.max(0, delay.toNanos()), numbers++, event));
  }

  /// Lets the next event happen; false when nothing is left.
  public boolean step() {
    Due next = due.poll();
    if (next == null) {
      return false;
    }
    nowNanos = next.atNanos();
    next.event().run();
    return true;
  }

  /// Since the beginning.
  public long nowNanos() {
    return nowNanos;
  }

  /// By a clock that nobody in this world has.
  public Instant now() {
    return BEGINNING.plusNanos(nowNanos);
  }
}
