package io.sluice.worker.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// How many files of a kind stay, and for how long. Written as `recordings/*.mkv files=100 age=7d`;
/// `*` stands for any characters but `/`, `**` for any.
///
/// @param pattern of paths below the output folder
/// @param files how many of the newest stay
/// @param age how long one stays after it was written last
record CleanUpRule(Pattern pattern, OptionalInt files, Optional<Duration> age) {
  private static final Pattern FILES = Pattern.compile("files=([0-9]{1,9})");
  private static final Pattern AGE = Pattern.compile("age=([0-9]{1,9})([smhd])");

  /// @param path below the output folder
  /// @param written when it was written last
  record Found(String path, Instant written) {}

  /// @throws IllegalArgumentException says what is wrong with `text`
  static CleanUpRule parse(String text) {
    String[] words = text.strip().split("\\s+");
    OptionalInt files = OptionalInt.empty();
    Optional<Duration> age = Optional.empty();
    for (int i = 1; i < words.length; i++) {
      var ofFiles = FILES.matcher(words[i]);
      var ofAge = AGE.matcher(words[i]);
      if (ofFiles.matches()) {
        files = OptionalInt.of(Integer.parseInt(ofFiles.group(1)));
      } else if (ofAge.matches()) {
        age = Optional.of(duration(Long.parseLong(ofAge.group(1)), ofAge.group(2)));
      } else {
        throw malformed(text);
      }
    }
    if (words[0].isEmpty() || (files.isEmpty() && age.isEmpty())) {
      throw malformed(text);
    }
    return new CleanUpRule(glob(words[0]), files, age);
  }

  /// Which of `found` must go.
  Set<String> tooMuch(List<Found> found, Instant now) {
    List<Found> mine = new ArrayList<>(found);
    mine.removeIf(file -> !pattern.matcher(file.path()).matches());
    mine.sort(Comparator.comparing(Found::written).reversed());
    Set<String> gone = new LinkedHashSet<>();
    for (int i = 0; i < mine.size(); i++) {
      Found file = mine.get(i);
      boolean tooMany = files.isPresent() && i >= files.getAsInt();
      boolean tooOld = age.isPresent() && file.written().plus(age.get()).isBefore(now);
      if (tooMany || tooOld) {
        gone.add(file.path());
      }
    }
    return gone;
  }

  private static Duration duration(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.splitWithDelimiters("\\*+", 0)) {
      regex.append(
          switch (part) {
            case "*" -> "[^/]*";
            case "**" -> ".*";
            default -> Pattern.quote(part);
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is no rule: write PATTERN files=NUMBER age=NUMBER and s, m, h or d");
  }
}
