package io.sluice.worker.ffmpeg;

import java.time.InstantSource;
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
  private final InstantSource clock;

  // guarded by this
  private final List<SaidLine> first = new ArrayList<>();
  private final ArrayDeque<SaidLine> last = new ArrayDeque<>();
  private long omitted;

  LineLog(int keepFirst, int keepLast, InstantSource clock) {
    this.keepFirst = keepFirst;
    this.keepLast = keepLast;
    this.clock = clock;
  }

  synchronized void add(String line) {
    String kept = line.length() > MAX_LINE_CHARS ? line.substring(0, MAX_LINE_CHARS) + "…" : line;
    SaidLine said = new SaidLine(clock.instant(), kept);
    if (first.size() < keepFirst) {
      first.add(said);
      return;
    }
    if (last.size() == keepLast) {
      last.removeFirst();
      omitted++;
    }
    last.addLast(said);
  }

  /// All that is kept, beside the command line.
  synchronized Said said(List<String> arguments) {
    return new Said(arguments, first, List.copyOf(last), omitted);
  }

  /// All that is kept, in order.
  synchronized List<String> all() {
    List<String> all = new ArrayList<>();
    first.forEach(line -> all.add(line.text()));
    last.forEach(line -> all.add(line.text()));
    return all;
  }

  /// The last `count` lines that are kept.
  List<String> last(int count) {
    List<String> all = all();
    return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
  }
}
