package io.sluice.worker.ffmpeg;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the output of `-progress`: lines `key=value`, a report ended by `progress=`.
///
/// Thread: confined to its reader's.
final class ProgressParser {
  /// The last known number of each key, without its unit.
  private final Map<String, BigDecimal> numbers = new HashMap<>();

  /// The report that `line` completes, if it does. Lines that are not understood are passed over:
  /// FFmpeg's versions differ in them.
  Optional<Progress> line(String line) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      return Optional.empty();
    }
    String key = line.substring(0, equals).strip();
    String value = line.substring(equals + 1).strip();
    if (key.equals("progress")) {
      return Optional.of(report(value.equals("end")));
    }
    number(value).ifPresent(number -> numbers.put(key, number));
    return Optional.empty();
  }

  private Progress report(boolean ended) {
    return new Progress(
        whole("frame"),
        fraction("fps"),
        bitrate(),
        fraction("speed"),
        whole("drop_frames"),
        whole("dup_frames"),
        // `out_time_ms` is in microseconds too, so only this one is trusted.
        Duration.of(Math.max(0, whole("out_time_us")), ChronoUnit.MICROS),
        whole("total_size"),
        ended);
  }

  private long bitrate() {
    double kilobits = fraction("bitrate");
    return kilobits < 0 ? -1 : Math.round(kilobits * 1000);
  }

  private long whole(String key) {
    BigDecimal number = numbers.get(key);
    return number == null ? -1 : number.longValue();
  }

  private double fraction(String key) {
    BigDecimal number = numbers.get(key);
    return number == null ? -1 : number.doubleValue();
  }

  /// `N/A` stands where FFmpeg knows nothing yet, and units follow some numbers: `1.5x`,
  /// `128.0kbits/s`.
  private static Optional<BigDecimal> number(String text) {
    int end = 0;
    while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    try {
      return end > 18
          ? Optional.empty()
          : Optional.of(new BigDecimal(text.substring(0, end)).max(BigDecimal.ZERO));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
