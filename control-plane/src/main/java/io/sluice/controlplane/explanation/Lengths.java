package io.sluice.controlplane.explanation;

import java.util.Locale;

/// Lengths of time as they are read best.
final class Lengths {
  private static final long SECOND = 1_000_000;

  private Lengths() {}

  static String of(long micros) {
    if (micros < SECOND) {
      return Math.round(micros / 1000.0) + " ms";
    }
    return String.format(Locale.ROOT, "%.1f s", micros / (double) SECOND);
  }
}
