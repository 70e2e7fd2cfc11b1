package io.sluice.worker.ffmpeg;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Reads the output of `-progress`: lines `key=value`, a report ended by `progress=`.
///
/// Thread: confined to its reader's.
final class ProgressParser {
  private Duration outTime = Duration.ZERO;
  private long bytes = -1;

  /// The report that `line` completes, if it does. Lines that are not understood are passed over:
  /// FFmpeg's versions differ in them.
  Optional<Progress> line(String line) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      return Optional.empty();
    }
    String value = line.substring(equals + 1).strip();
    switch (line.substring(0, equals).strip()) {
      // `out_time_ms` is in microseconds too, so only this one is trusted.
      case "out_time_us" ->
          outTime = Duration.of(number(value, outTime.toNanos() / 1000), ChronoUnit.MICROS);
      case "total_size" -> bytes = number(value, bytes);
      case "progress" -> {
        return Optional.of(new Progress(outTime, bytes, value.equals("end")));
      }
      default -> {}
    }
    return Optional.empty();
  }

  /// `N/A` stands where FFmpeg knows nothing yet.
  private static long number(String text, long fallback) {
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException e) {
      return fallback;
    }
  }
}
