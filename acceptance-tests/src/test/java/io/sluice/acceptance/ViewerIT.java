package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.picture.CodedFilm;
import io.sluice.acceptance.picture.PictureClock;
import io.sluice.acceptance.picture.Screening;
import io.sluice.acceptance.picture.SeenPicture;
import io.sluice.acceptance.picture.Viewer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The measure of the tests of loss finds what is broken, and only that.
class ViewerIT {
  private static final int SECONDS = 6;
  private static final Instant BEGUN = Instant.ofEpochMilli(1_000_000);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path folder;

  @Test
  void findsNothingWrongWithAWholeFilm() {
    CodedFilm film = CodedFilm.make(folder, 640, 360, SECONDS, 2);

    List<SeenPicture> seen = Viewer.view(film.film());

    assertThat(seen)
        .hasSize(SECONDS * CodedFilm.PICTURES_PER_SECOND)
        .allMatch(SeenPicture::isClean);
    assertThat(seen.get(75).tick()).hasValue(CodedFilm.tickOf(75));
    screening(film.film()).recoversWithin(SECOND, BEGUN, end());
  }

  @Test
  void findsWhatIsBrokenFromALostPictureToTheNextKeyFrame() {
    Path damaged = without("eq(n,70)");

    List<SeenPicture> seen = Viewer.view(damaged);

    assertThat(seen.subList(0, 70)).allMatch(SeenPicture::isClean);
    // Not all: what is drawn anew is whole again.
    assertThat(seen.subList(70, 119))
        .filteredOn(picture -> !picture.isClean())
        .hasSizeGreaterThan(20);
    assertThat(seen.subList(119, seen.size())).allMatch(SeenPicture::isClean);
  }

  @Test
  void tellsThatAPictureStaysBrokenTooLong() {
    Screening damaged = screening(without("eq(n,62)"));

    Instant lost = BEGUN.plusSeconds(2);
    assertThatThrownBy(() -> damaged.recoversWithin(SECOND, lost, end()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("broken pictures");
    damaged.recoversWithin(Duration.ofSeconds(2), lost, end());
  }

  @Test
  void tellsThatAPictureStandsStillTooLong() {
    Screening gappy = screening(without("gte(n,60)*lt(n,120)"));

    assertThatThrownBy(() -> gappy.recoversWithin(SECOND, BEGUN, end()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("longest still");
  }

  private Screening screening(Path recording) {
    return Screening.of(
        recording, PictureClock.film(List.of("picture 0 at " + BEGUN.toEpochMilli())));
  }

  private static Instant end() {
    return BEGUN.plusSeconds(SECONDS);
  }

  private Path without(String pictures) {
    CodedFilm film = CodedFilm.make(folder, 640, 360, SECONDS, 2);
    Path damaged = folder.resolve("damaged.mkv");
    Command.run(
            List.of(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                film.film().toString(),
                "-c",
                "copy",
                "-bsf:v",
                "noise=drop='" + pictures + "'",
                damaged.toString()))
        .outputOrFail();
    return damaged;
  }
}
