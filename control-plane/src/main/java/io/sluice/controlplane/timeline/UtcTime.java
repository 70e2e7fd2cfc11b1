package io.sluice.controlplane.timeline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as they are shown: UTC, to the millisecond.
public final class UtcTime {
  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);

  private UtcTime() {}

  /// `2026-11-23T16:15:22.123Z`.
  public static String whole(Instant instant) {
    return WHOLE.format(instant);
  }

  /// `16:15:22.123Z`.
  public static String ofDay(Instant instant) {
    return OF_DAY.format(instant);
  }

  /// `2026-11-23`.
  public static String day(Instant instant) {
    return DAY.format(instant);
  }
}
