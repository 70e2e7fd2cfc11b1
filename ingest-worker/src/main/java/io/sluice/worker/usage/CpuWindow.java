package io.sluice.worker.usage;

import java.time.Duration;
import java.util.ArrayDeque;

/// How much of one core a process has used over the last seconds.
///
/// Thread: one at a time.
final class CpuWindow {
  private static final Duration SPAN = Duration.ofSeconds(3);
  // Shorter, and the hundredths of a second that Linux counts in would be coarse.
  private static final Duration LEAST = Duration.ofMillis(500);

  private final ArrayDeque<Point> points = new ArrayDeque<>();

  private record Point(long nanos, long ticks) {}

  /// Percent of one core; negative while too little is known.
  int add(long nowNanos, long cpuTicks) {
    while (points.size() > 1 && nowNanos - points.getFirst().nanos() > SPAN.toNanos()) {
      points.removeFirst();
    }
    points.addLast(new Point(nowNanos, cpuTicks));
    Point from = points.getFirst();
    long elapsed = nowNanos - from.nanos();
    if (elapsed < LEAST.toNanos()) {
      return -1;
    }
    double seconds = (double) (cpuTicks - from.ticks()) / ProcessStat.TICKS_PER_SECOND;
    return (int) Math.round(100 * seconds * 1e9 / elapsed);
  }
}
