package io.sluice.standalone.cli.terminal;

import io.sluice.controlplane.archive.Moment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as they are typed, in UTC: `2026-11-28T02:13:07.123Z` and its beginnings, the time of day
/// alone for the last time that it was so late, `10m` for ten minutes ago. A time stands for all
/// that its last digit covers.
///
/// @param begin the first instant of it
/// @param end the first instant behind it
public record Times(Instant begin, Instant end) {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");
  private static final Pattern SEQUENCE = Pattern.compile("\\d{1,18}");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:(?<date>\\d{4}-\\d{2}-\\d{2})(?:[T ]|$))?"
              + "(?<time>(?<minute>\\d{2}:\\d{2})(?<second>:\\d{2}(?<fraction>\\.\\d{1,6})?)?)?Z?");

  /// @param now for times of day and for what is so long ago
  public static Times read(String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      Instant then = now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
      return new Times(then, then.plusNanos(1));
    }
    Matcher time = TIME.matcher(text);
    if (text.isEmpty() || text.equals("Z") || !time.matches()) {
      throw wrong(text);
    }
    try {
      return read(time, now);
    } catch (DateTimeException e) {
      throw wrong(text);
    }
  }

  /// A number is that of a transition; a time stands for its end, so that all in it has happened.
  public static Moment moment(String text, Instant now) {
    return SEQUENCE.matcher(text).matches()
        ? new Moment.Number(Long.parseLong(text))
        : new Moment.At(read(text, now).last());
  }

  /// The same, but a time stands for its beginning.
  public static Moment beginning(String text, Instant now) {
    return SEQUENCE.matcher(text).matches()
        ? new Moment.Number(Long.parseLong(text))
        : new Moment.At(read(text, now).begin());
  }

  /// The last instant of it.
  public Instant last() {
    return end.minusNanos(1);
  }

  private static Times read(Matcher time, Instant now) {
    String date = time.group("date");
    if (time.group("time") == null) {
      Instant begin = LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC);
      return new Times(begin, begin.plus(1, ChronoUnit.DAYS));
    }
    LocalTime ofDay = LocalTime.parse(time.group("time"));
    Instant begin =
        date == null
            ? lastTime(ofDay, now)
            : LocalDateTime.of(LocalDate.parse(date), ofDay).toInstant(ZoneOffset.UTC);
    return new Times(begin, begin.plus(covered(time)));
  }

  private static Instant lastTime(LocalTime ofDay, Instant now) {
    Instant today =
        now.atOffset(ZoneOffset.UTC).toLocalDate().atTime(ofDay).toInstant(ZoneOffset.UTC);
    return today.isAfter(now) ? today.minus(1, ChronoUnit.DAYS) : today;
  }

  private static Duration covered(Matcher time) {
    if (time.group("second") == null) {
      return Duration.ofMinutes(1);
    }
    String fraction = time.group("fraction");
    long nanos = 1_000_000_000;
    for (int digits = fraction == null ? 0 : fraction.length() - 1; digits > 0; digits--) {
      nanos /= 10;
    }
    return Duration.ofNanos(nanos);
  }

  /// The unit that a letter stands for: s, m, h, and d for any other.
  static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }

  private static UserErrorException wrong(String text) {
    return UserErrorException.usage(
        "not a time: %s; write 2026-11-28T02:13:07Z, 02:13 or 10m, in UTC".formatted(text));
  }
}
