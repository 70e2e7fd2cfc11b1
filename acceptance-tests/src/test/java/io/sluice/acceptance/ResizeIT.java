package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.ffmpeg.Playlist;
import io.sluice.acceptance.ffmpeg.Playlist.Segment;
import io.sluice.acceptance.ffmpeg.Recording;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.acceptance.picture.CodedFilm;
import io.sluice.acceptance.picture.PictureClock;
import io.sluice.acceptance.picture.SeenPicture;
import io.sluice.acceptance.picture.Viewer;
import io.sluice.acceptance.pion.PionPublisher;
import io.sluice.acceptance.program.Place;
import io.sluice.acceptance.program.RunningProgram;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.Leg;
import io.sluice.schemas.PictureSizeChanged;
import io.sluice.schemas.PublisherConnected;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A publisher's pictures become smaller in the middle of its stream, and the process wants FFmpeg
/// to start anew for that: a second file, and a discontinuity in the playlist.
@ExtendWith(SharedFleet.class)
@TestInstance(Lifecycle.PER_CLASS)
class ResizeIT {
  private static final String ID = "resize";

  /// Of the large pictures. A restart is due 10 s after FFmpeg's start, and 2 s after the change.
  private static final int SECONDS_BEFORE = 8;

  /// FFmpeg's end and start, and a key frame.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration AFTERWARDS = Duration.ofSeconds(4);

  private final Fleet fleet;
  private IntFunction<Instant> clock;

  ResizeIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @BeforeAll
  void publishTwoSizes(@TempDir Path folder) {
    CodedFilm large = CodedFilm.make(folder, 640, 360, SECONDS_BEFORE, 1);
    CodedFilm small = CodedFilm.make(folder, 320, 180, 30, 1);
    CodedFilm film = large.then(small);
    fleet.commands().start(ID, Configs.restartingOnResize("H264", outputs()));
    ProcessWatch process = fleet.process(ID);
    process.awaitRoute();

    try (RunningProgram pion = PionPublisher.start(Place.HOST, fleet.whipUrl(ID), film)) {
      process.awaitFacts(FfmpegStarted.class, 2);
      Awaitility.await().pollDelay(AFTERWARDS).until(() -> true);
      pion.end();
      clock = PictureClock.film(pion.lines());
    }
    fleet.stop(ID);
  }

  private static List<Leg> outputs() {
    Leg hls =
        Leg.newBuilder()
            .setId("hls")
            .setAddress(ID + "/live.m3u8")
            .setOptions(List.of("-c", "copy", "-hls_time", "1", "-hls_list_size", "0"))
            .build();
    return List.of(Configs.leg("recording", ID + ".mkv"), hls);
  }

  @Test
  void startsFfmpegOnceMoreForTheSamePublisher() {
    ProcessWatch process = fleet.process(ID);

    assertThat(process.causes(PublisherConnected.class)).hasSize(1);
    assertThat(process.causes(FfmpegStarted.class)).hasSize(2);
    assertThat(process.causes(PictureSizeChanged.class))
        .singleElement()
        .satisfies(change -> {
          assertThat(change.getFromHeight()).isEqualTo(360);
          assertThat(change.getToHeight()).isEqualTo(180);
        });
    assertThat(process.causes(FfmpegExited.class).getFirst().getReason())
        .isEqualTo("PICTURE_SIZE_CHANGED");
  }

  @Test
  void recordsEachSizeInAFileOfItsOwn() {
    Recording first = Recording.of(fleet.output(ID + ".1.mkv")).isWhole("h264", SECONDS_BEFORE - 1);
    Recording second = Recording.of(fleet.output(ID + ".mkv")).isWhole("h264", 2);

    assertThat(first.video().height()).isEqualTo(360);
    assertThat(second.video().height()).isEqualTo(180);
    first.isInStep(0.5).isAudible();
    second.isInStep(0.5).isAudible();
    for (String file : List.of(".1.mkv", ".mkv")) {
      assertThat(Viewer.view(fleet.output(ID + file))).as(file).allMatch(SeenPicture::isClean);
    }
  }

  @Test
  void losesLittleBetweenTheTwoFiles() {
    Instant before = sent(Viewer.view(fleet.output(ID + ".1.mkv")).getLast());
    Instant after = sent(Viewer.view(fleet.output(ID + ".mkv")).getFirst());

    assertThat(Duration.between(before, after)).isBetween(Duration.ZERO, PATIENCE);
  }

  /// The ticks of the small pictures begin again at 0.
  private Instant sent(SeenPicture small) {
    return clock.apply(
        CodedFilm.tickOf(SECONDS_BEFORE * CodedFilm.PICTURES_PER_SECOND)
            + small.tick().orElseThrow());
  }

  @Test
  void marksTheChangeInThePlaylistAsADiscontinuity() {
    Path file = fleet.output(ID + "/live.m3u8");
    Playlist playlist = Playlist.read(file);
    // FFmpeg marks the first one too, which tells players nothing.
    List<Segment> segments = playlist.segments();
    List<Segment> later = segments.subList(1, segments.size());

    assertThat(playlist.isEnded()).isTrue();
    assertThat(later).filteredOn(Segment::isDiscontinuous).hasSize(1);
    assertThat(heights(later.stream().takeWhile(s -> !s.isDiscontinuous())))
        .hasSizeGreaterThanOrEqualTo(SECONDS_BEFORE)
        .startsWith(360);
    assertThat(heights(later.stream().dropWhile(s -> !s.isDiscontinuous())))
        .hasSizeGreaterThan(2)
        .containsOnly(180);
  }

  private static List<Integer> heights(Stream<Segment> segments) {
    return segments.map(s -> Recording.of(s.file()).decodes().video().height()).toList();
  }
}
