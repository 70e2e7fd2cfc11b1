package io.sluice.standalone.cli.terminal;

import io.sluice.eventlog.replay.ReplayProgress;
import java.util.Locale;

/// How far a long reading is, on standard error, when that is a terminal and it takes more than a
/// second. One for each reader.
///
/// Thread: confined to the reader's.
public final class ProgressBar implements ReplayProgress {
  private static final long FIRST_AFTER_NANOS = 1_000_000_000;
  private static final long AGAIN_AFTER_NANOS = 200_000_000;
  private static final int WIDTH = 40;

  private long nextAt;
  private boolean isShown;

  @Override
  public void at(long passed, long all) {
    if (!Colours.isTerminal()) {
      return;
    }
    long now = System.nanoTime();
    if (nextAt == 0) {
      nextAt = now + FIRST_AFTER_NANOS;
    }
    boolean isDone = passed >= all;
    if (isShown && isDone) {
      System.err.print("\r\033[K");
      isShown = false;
      nextAt = 0;
    } else if (!isDone && now - nextAt > 0) {
      System.err.print("\r" + line(passed, all));
      isShown = true;
      nextAt = now + AGAIN_AFTER_NANOS;
    }
    System.err.flush();
  }

  static String line(long passed, long all) {
    int filled = (int) (WIDTH * passed / Math.max(1, all));
    return String.format(
        Locale.ROOT,
        "reading [%s%s] %3d %%, %,d records",
        "=".repeat(filled),
        " ".repeat(WIDTH - filled),
        100 * passed / Math.max(1, all),
        passed);
  }
}
