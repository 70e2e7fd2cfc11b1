package io.sluice.worker.capability;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The lists that FFmpeg prints of itself, read. A line that is none of a list's is passed over, so
/// that legends and lines of a later version do no harm.
final class CapabilityLists {
  /// ` DE mp4 …`; version 8 has a third column, which tells devices.
  private static final Pattern FORMAT =
      Pattern.compile("^ [D ](?<muxer>[E ])[d ]? {1,2}(?<names>[a-z0-9_,]+)(?: .*)?$");

  /// ` V....D libx264 … (codec h264)`; without the bracket the encoder is named like its codec.
  private static final Pattern ENCODER =
      Pattern.compile(
          "^ [VA][F.][S.][X.][B.][D.] (?<name>[A-Za-z0-9_-]+)(?: .*?)?"
              + "(?: \\(codec (?<codec>[a-z0-9_]+)\\))?\\s*$");

  private CapabilityLists() {}

  /// Of `ffmpeg -muxers`.
  static Set<String> muxers(String printed) {
    Set<String> muxers = new TreeSet<>();
    printed
        .lines()
        .map(FORMAT::matcher)
        .filter(Matcher::matches)
        .filter(line -> line.group("muxer").equals("E"))
        .forEach(line -> muxers.addAll(Set.of(line.group("names").split(","))));
    return muxers;
  }

  /// Of `ffmpeg -encoders`: what may stand behind `-c:v` or `-c:a` for one of `codecs`. FFmpeg
  /// takes a codec's name there too.
  static Set<String> encoders(String printed, Set<String> codecs) {
    Set<String> encoders = new TreeSet<>();
    printed
        .lines()
        .map(ENCODER::matcher)
        .filter(Matcher::matches)
        .forEach(line -> {
          String name = line.group("name");
          String codec = Optional.ofNullable(line.group("codec")).orElse(name);
          if (codecs.contains(codec)) {
            encoders.add(name);
            encoders.add(codec);
          }
        });
    return encoders;
  }

  /// Of `ffmpeg -protocols`: those that it both reads and writes.
  static Set<String> protocols(String printed) {
    Set<String> both = new TreeSet<>(section(printed, "Input:").toList());
    both.retainAll(section(printed, "Output:").toList());
    return both;
  }

  private static Stream<String> section(String printed, String title) {
    return printed
        .lines()
        .dropWhile(line -> !line.equals(title))
        .skip(1)
        .takeWhile(line -> line.startsWith("  "))
        .map(String::strip);
  }
}
