package io.sluice.worker.flight;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The first and the last steps of a session of any length: the first tell how it connected, the
/// last how it ended.
///
/// Thread: guarded by its owner.
final class StepLog {
  static final int KEPT_FIRST = 60;
  static final int KEPT_LAST = 140;
  static final int MAX_TEXT_CHARS = 300;

  private final List<Step> first = new ArrayList<>();
  private final ArrayDeque<Step> last = new ArrayDeque<>();
  private long omitted;

  void add(Instant at, StepKind kind, String text) {
    // Some of it is the publisher's own words: nothing may steer a terminal.
    String shown = text.replaceAll("\\p{Cntrl}", " ");
    String kept =
        shown.length() > MAX_TEXT_CHARS ? shown.substring(0, MAX_TEXT_CHARS - 1) + "…" : shown;
    Step step = new Step(at, kind, kept);
    if (first.size() < KEPT_FIRST) {
      first.add(step);
      return;
    }
    if (last.size() == KEPT_LAST) {
      last.removeFirst();
      omitted++;
    }
    last.addLast(step);
  }

  List<Step> first() {
    return List.copyOf(first);
  }

  List<Step> last() {
    return List.copyOf(last);
  }

  /// How many stood between the first and the last, and are not kept.
  long omitted() {
    return omitted;
  }
}
