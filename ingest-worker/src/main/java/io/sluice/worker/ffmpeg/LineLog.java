package io.sluice.worker.ffmpeg;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The first and the last lines of an output of any length: the first tell how FFmpeg was set up,
/// the last why it ended.
///
/// Thread: any.
final class LineLog {
  private static final int MAX_LINE_CHARS = 500;

  private final int keepFirst;
  private final int keepLast;

  // guarded by this
  private final List<String> first = new ArrayList<>();
  private final ArrayDeque<String> last = new ArrayDeque<>();

  LineLog(int keepFirst, int keepLast) {
    this.keepFirst = keepFirst;
    this.keepLast = keepLast;
  }

  synchronized void add(String line) {
    String kept = line.length() > MAX_LINE_CHARS ? line.substring(0, MAX_LINE_CHARS) + "…" : line;
    if (first.size() < keepFirst) {
      first.add(kept);
      return;
    }
    if (last.size() == keepLast) {
      last.removeFirst();
    }
    last.addLast(kept);
  }

  /// All that is kept, in order.
  synchronized List<String> all() {
    List<String> all = new ArrayList<>(first);
    all.addAll(last);
    return all;
  }

  /// The last `count` lines that are kept.
  List<String> last(int count) {
    List<String> all = all();
    return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
  }
}
