package io.sluice.standalone.cli.terminal;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as they are typed: `30s`, `10m`, `2h`, `1d`.
public final class Lengths {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})([smhd])");
  private static final Duration LONGEST = Duration.ofDays(7);

  private Lengths() {}

  /// @param option that it was given by
  public static Duration read(String text, String option) {
    Matcher length = LENGTH.matcher(text);
    if (!length.matches()) {
      throw UserErrorException.usage(option + " must be like 30s, 10m or 2h, is " + text);
    }
    Duration read = Times.unit(length.group(2)).multipliedBy(Long.parseLong(length.group(1)));
    if (read.compareTo(LONGEST) > 0) {
      throw UserErrorException.usage(option + " must be at most 7d, is " + text);
    }
    return read;
  }
}
