package io.sluice.worker.supervision;

import java.time.Duration;

/// How long to wait before FFmpeg is started again.
///
/// @param first pause after the first failure; doubled with each further one in a row
/// @param cap longest pause
/// @param healthyAfter a run of at least this length ends the row of failures
/// @param atOnce how many failures to bind in a row are answered with other ports at once: they are
///   nobody's fault, but if they do not end something else is wrong
public record RestartPolicy(Duration first, Duration cap, Duration healthyAfter, int atOnce) {
  public static final RestartPolicy USUAL =
      new RestartPolicy(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(60), 5);

  private static final int MAX_DOUBLINGS = 20;

  /// Failures in a row so far.
  public record Row(int failures, int bindFailures) {
    public static final Row NONE = new Row(0, 0);
  }

  /// The same with other pauses.
  public RestartPolicy between(Duration newFirst, Duration newCap) {
    return new RestartPolicy(newFirst, newCap, healthyAfter, atOnce);
  }

  /// Whether the last failure of `row` is answered with other ports at once.
  public boolean isPortRace(Row row) {
    return row.bindFailures() > 0 && row.bindFailures() <= atOnce;
  }

  /// The row after one more failure.
  ///
  /// @param ran how long FFmpeg had run
  public Row after(Row row, boolean bindFailed, Duration ran) {
    Row before = ran.compareTo(healthyAfter) >= 0 ? Row.NONE : row;
    return bindFailed
        ? new Row(before.failures(), before.bindFailures() + 1)
        : new Row(before.failures() + 1, 0);
  }

  /// The pause after the last failure of `row`.
  ///
  /// @param chance from 0 to 1, spreads many restarts over half of the pause
  public Duration pause(Row row, double chance) {
    if (isPortRace(row)) {
      return Duration.ZERO;
    }
    int failures = row.failures() + Math.max(0, row.bindFailures() - atOnce);
    int doublings = Math.min(MAX_DOUBLINGS, Math.max(0, failures - 1));
    // Compared this way round, so that no doubling can overflow.
    boolean capped = first.toNanos() > cap.toNanos() >> doublings;
    long fullNanos = capped ? cap.toNanos() : first.toNanos() << doublings;
    return Duration.ofNanos((long) (fullNanos * (0.5 + chance / 2)));
  }
}
