package io.sluice.acceptance.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a picture was drawn, by its tick.
public final class PictureClock {
  /// What the publisher of a film says when it begins and when it jumps.
  private static final Pattern JUMP = Pattern.compile("picture (\\d+) at (\\d+)");

  private static final Duration DAY = Duration.ofDays(1);

  private PictureClock() {}

  /// Of pictures drawn live, whose ticks count from midnight.
  ///
  /// @param near a time within half a day of all of them
  public static IntFunction<Instant> live(Instant near) {
    return tick -> {
      Instant drawn = near.truncatedTo(ChronoUnit.DAYS).plus(sinceTick0(tick));
      Duration off = Duration.between(near, drawn);
      if (off.compareTo(DAY.dividedBy(2)) > 0) {
        return drawn.minus(DAY);
      }
      return off.compareTo(DAY.dividedBy(-2)) < 0 ? drawn.plus(DAY) : drawn;
    };
  }

  /// Of a film: when its picture was sent, from what its publisher said.
  public static IntFunction<Instant> film(List<String> publisherSaid) {
    TreeMap<Integer, Instant> jumps = new TreeMap<>();
    for (String line : publisherSaid) {
      Matcher jump = JUMP.matcher(line);
      if (jump.matches()) {
        jumps.put(
            CodedFilm.tickOf(Integer.parseInt(jump.group(1))),
            Instant.ofEpochMilli(Long.parseLong(jump.group(2))));
      }
    }
    return tick -> {
      var jump = jumps.floorEntry(tick);
      return jump.getValue().plus(sinceTick0(tick - jump.getKey()));
    };
  }

  private static Duration sinceTick0(int tick) {
    return Duration.ofMillis(1000L * tick / PictureCode.TICKS_PER_SECOND);
  }
}
