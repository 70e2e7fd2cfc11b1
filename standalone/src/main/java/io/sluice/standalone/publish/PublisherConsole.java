package io.sluice.standalone.publish;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// What a person watching the publishers sees.
///
/// Thread: any.
final class PublisherConsole {
  private final PrintStream out;

  PublisherConsole(PrintStream out) {
    this.out = out;
  }

  void say(String name, String what) {
    out.println(name + ": " + what);
  }

  /// One line a second, for all publishers together.
  ///
  /// @param second what was sent in the last `span`
  void progress(Duration elapsed, int connected, int wanted, SentSoFar second, Duration span) {
    double seconds = span.toNanos() / 1e9;
    out.println(
        String.format(
            Locale.ROOT,
            "%4d s  %s%s, %.0f pictures/s of %dx%d, sound %s",
            elapsed.toSeconds(),
            wanted == 1 ? "" : connected + " of " + wanted + " connected, ",
            rate(second.videoBytes() * 8 / seconds),
            second.frames() / seconds,
            second.width(),
            second.height(),
            rate(second.audioBytes() * 8 / seconds)));
  }

  static String rate(double bitsPerSecond) {
    return bitsPerSecond >= 1e6
        ? String.format(Locale.ROOT, "%.2f Mbit/s", bitsPerSecond / 1e6)
        : String.format(Locale.ROOT, "%.0f kbit/s", bitsPerSecond / 1e3);
  }
}
