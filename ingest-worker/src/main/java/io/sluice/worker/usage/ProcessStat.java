package io.sluice.worker.usage;

import java.util.Optional;

/// What `/proc/PID/stat` says of a process (proc(5)).
///
/// @param cpuTicks processor time of all its threads, hundredths of a second on every Linux
/// @param residentPages pages in memory
record ProcessStat(long cpuTicks, long residentPages) {
  static final int TICKS_PER_SECOND = 100;

  // Counted from the third field, the first behind the name.
  private static final int UTIME = 14 - 3;
  private static final int STIME = 15 - 3;
  private static final int RSS = 24 - 3;

  /// Empty when the text is none of the kind.
  static Optional<ProcessStat> parse(String text) {
    // The name stands in brackets and may hold anything, brackets included.
    int name = text.lastIndexOf(") ");
    if (name < 0) {
      return Optional.empty();
    }
    String[] fields = text.substring(name + 2).strip().split(" ", -1);
    if (fields.length <= RSS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessStat(
              Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]),
              Long.parseLong(fields[RSS])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
