package io.sluice.standalone.cli.terminal;

import io.sluice.eventlog.replay.ReplayProgress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/// How far long readings are, on standard error, when that is a terminal and they take more than a
/// second. Readings that go on at once share one bar.
///
/// Thread: any.
public final class ProgressBar {
  static final long FIRST_AFTER_NANOS = 1_000_000_000;
  private static final long AGAIN_AFTER_NANOS = 200_000_000;
  private static final int WIDTH = 40;
  private static final String WIPE = "\r\033[K";

  private final PrintStream out;
  private final LongSupplier nanoTime;

  // Guarded by this: what goes on, or has ended while another goes on.
  private final List<Reading> readings = new ArrayList<>();
  private long nextAt;
  private boolean isShown;

  /// One reader's part; its readings follow one another.
  private final class Reading implements ReplayProgress {
    private long passed;
    private long all;
    private boolean goesOn;

    @Override
    public void at(long passedNow, long allNow) {
      synchronized (ProgressBar.this) {
        passed = passedNow;
        all = allNow;
        goesOn = true;
        show();
      }
    }

    @Override
    public void ended() {
      synchronized (ProgressBar.this) {
        goesOn = false;
        if (readings.stream().noneMatch(reading -> reading.goesOn)) {
          wipe();
        }
      }
    }
  }

  ProgressBar(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  public static ProgressBar ofThisTerminal() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new ProgressBar(Colours.isTerminal() ? System.err : nowhere, System::nanoTime);
  }

  public synchronized ReplayProgress reading() {
    Reading reading = new Reading();
    readings.add(reading);
    return reading;
  }

  private void show() {
    long now = nanoTime.getAsLong();
    if (nextAt == 0) {
      nextAt = now + FIRST_AFTER_NANOS;
    }
    if (now - nextAt < 0) {
      return;
    }
    nextAt = now + AGAIN_AFTER_NANOS;
    isShown = true;
    long passed = readings.stream().mapToLong(reading -> reading.passed).sum();
    long all = readings.stream().mapToLong(reading -> reading.all).sum();
    out.print("\r" + line(passed, all));
    out.flush();
  }

  private void wipe() {
    if (isShown) {
      out.print(WIPE);
      out.flush();
      isShown = false;
    }
  }

  private static String line(long passed, long all) {
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
