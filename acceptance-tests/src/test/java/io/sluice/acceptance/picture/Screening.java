package io.sluice.acceptance.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// The pictures of a recording, each at the moment at which it was drawn.
public final class Screening {
  private final Path recording;
  private final List<Shown> pictures;

  /// @param at when it was drawn; of a broken one: when a clean one in its place would have been
  private record Shown(Instant at, SeenPicture picture) {}

  private Screening(Path recording, List<Shown> pictures) {
    this.recording = recording;
    this.pictures = pictures;
  }

  /// @param clock when a picture of that tick was drawn
  public static Screening of(Path recording, IntFunction<Instant> clock) {
    List<Shown> pictures = new ArrayList<>();
    Instant lastAt = Instant.EPOCH;
    double lastSeconds = 0;
    for (SeenPicture picture : Viewer.view(recording)) {
      if (picture.isClean()) {
        lastAt = clock.apply(picture.tick().orElseThrow());
        lastSeconds = picture.seconds();
      }
      pictures.add(
          new Shown(lastAt.plusMillis((long) (1000 * (picture.seconds() - lastSeconds))), picture));
    }
    return new Screening(recording, pictures);
  }

  /// From `from` on, whatever is broken or stands still is so for `patience` at the most, and from
  /// then until `to` no picture is broken and none stands still for so long. The last pictures before
  /// `to` may be missing: they were still on their way.
  public void recoversWithin(Duration patience, Instant from, Instant to) {
    Instant healed = from.plus(patience);
    assertThat(between(healed, to).filter(shown -> !shown.picture.isClean()).toList())
        .as("broken pictures of %s between %s and %s", recording, healed, to)
        .isEmpty();
    List<Instant> moments = new ArrayList<>(List.of(from));
    between(from, to).filter(shown -> shown.picture.isClean()).map(Shown::at).forEach(moments::add);
    moments.add(to.minus(patience));
    assertThat(longestStep(moments))
        .as("the longest still of %s between %s and %s", recording, from, to)
        .isLessThanOrEqualTo(patience);
  }

  public long brokenPictures() {
    return pictures.stream().filter(shown -> !shown.picture.isClean()).count();
  }

  private Stream<Shown> between(Instant from, Instant to) {
    return pictures.stream().filter(s -> !s.at.isBefore(from) && s.at.isBefore(to));
  }

  private static Duration longestStep(List<Instant> moments) {
    Duration longest = Duration.ZERO;
    for (int i = 1; i < moments.size(); i++) {
      Duration step = Duration.between(moments.get(i - 1), moments.get(i));
      longest = step.compareTo(longest) > 0 ? step : longest;
    }
    return longest;
  }
}
