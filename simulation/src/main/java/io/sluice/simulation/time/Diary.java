package io.sluice.simulation.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What happened, in order: the trace of a run.
public final class Diary {
  private record Line(long atNanos, String who, String what) {}

  private final Timeline timeline;
  private final List<Line> lines = new ArrayList<>();

  public Diary(Timeline timeline) {
    this.timeline = timeline;
  }

  public void note(String who, String what) {
    lines.add(new Line(timeline.nowNanos(), who, what));
  }

  public List<String> lines() {
    return lines.stream()
        .map(line ->
            String.format(
                Locale.ROOT, "%10.3f s  %-14s  %s", line.atNanos() / 1e9, line.who(), line.what()))
        .toList();
  }
}
