package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.aiortc.AiortcPublisher;
import io.sluice.acceptance.browser.Browser;
import io.sluice.acceptance.browser.BrowserPublisher;
import io.sluice.acceptance.browser.Chromium;
import io.sluice.acceptance.browser.PublishOrder;
import io.sluice.acceptance.ffmpeg.DtlsRole;
import io.sluice.acceptance.ffmpeg.FfmpegPublisher;
import io.sluice.acceptance.ffmpeg.HostProcess;
import io.sluice.acceptance.ffmpeg.Playlist;
import io.sluice.acceptance.ffmpeg.Recording;
import io.sluice.acceptance.ffmpeg.Track;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.acceptance.picture.CodedFilm;
import io.sluice.acceptance.picture.Synchrony;
import io.sluice.acceptance.pion.PionPublisher;
import io.sluice.acceptance.program.Place;
import io.sluice.acceptance.program.RunningProgram;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.Leg;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Five publishers of four makes, with pauses between them, other payload types and another size
/// each: one FFmpeg, one recording, one playlist.
@ExtendWith(SharedFleet.class)
@TestInstance(Lifecycle.PER_CLASS)
class ReconnectIT {
  private static final String ID = "reconnect";
  private static final int PUBLISHERS = 5;
  private static final Duration PUBLISHED = Duration.ofSeconds(4);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// A gap is measured from outside: when a publisher was told to end, until the fact that the next
  /// one's media came is read.
  private static final Offset<Double> SECONDS_OF_MEASURING = Offset.offset(1.5);

  /// What people notice, ITU-R BT.1359: 125 ms late; a client under load is allowed some more.
  private static final double SYNC_SECONDS = 0.2;

  private final Fleet fleet;
  private final List<Span> spans = new ArrayList<>();
  private final List<Boolean> ffmpegRan = new ArrayList<>();

  /// When one publisher's media came and when it was told to end.
  private record Span(Instant from, Instant to) {
    static double seconds(Instant from, Instant to) {
      return Duration.between(from, to).toMillis() / 1000.0;
    }
  }

  ReconnectIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @BeforeAll
  void publishFiveTimes(@TempDir Path folder) throws Exception {
    CodedFilm large = CodedFilm.make(folder, 640, 360, 30, 2);
    CodedFilm small = CodedFilm.make(folder, 320, 180, 30, 1);
    fleet.commands().start(ID, Configs.config(Configs.whip("H264"), List.of(), outputs()));
    fleet.process(ID).awaitRoute();
    String url = fleet.whipUrl(ID);

    try (Browser chromium = Chromium.start()) {
      try (RunningProgram pion = PionPublisher.start(Place.HOST, url, large)) {
        publish(pion::end);
      }
      BrowserPublisher browser = chromium.publish(PublishOrder.of(url, "H264").coded());
      publish(browser::end);
      try (FfmpegPublisher ffmpeg = FfmpegPublisher.play(large.film(), url, DtlsRole.PASSIVE)) {
        publish(ffmpeg::quit);
      }
      try (RunningProgram aiortc = AiortcPublisher.start(Place.HOST, url, "H264", small.film())) {
        publish(aiortc::end);
      }
      try (RunningProgram pion =
          PionPublisher.start(Place.HOST, url, small, "-video-pt", "125", "-audio-pt", "96")) {
        publish(pion::end);
      }
    }
    fleet.stop(ID);
  }

  private static List<Leg> outputs() {
    Leg hls =
        Leg.newBuilder()
            .setId("hls")
            .setAddress(ID + "/live.m3u8")
            .setOptions(List.of("-c", "copy", "-hls_time", "2", "-hls_list_size", "0"))
            .build();
    return List.of(Configs.leg("recording", ID + ".mkv"), hls);
  }

  /// Waits for media of the publisher that has just been started, lets it play, ends it, and lets
  /// the pause pass.
  private void publish(Runnable end) {
    ProcessWatch process = fleet.process(ID);
    int number = spans.size() + 1;
    process.awaitFacts(MediaStarted.class, number);
    Instant from = Instant.now();
    pass(PUBLISHED);
    spans.add(new Span(from, Instant.now()));
    end.run();
    process.awaitFacts(PublisherDisconnected.class, number);
    ffmpegRan.add(ffmpeg().isRunning());
    pass(PAUSE);
  }

  private static void pass(Duration time) {
    Awaitility.await().pollDelay(time).until(() -> true);
  }

  private HostProcess ffmpeg() {
    return new HostProcess(fleet.process(ID).awaitFact(FfmpegStarted.class).getPid());
  }

  @Test
  void keepsTheOneFfmpeg() {
    assertThat(fleet.process(ID).causes(PublisherConnected.class)).hasSize(PUBLISHERS);
    assertThat(fleet.process(ID).causes(FfmpegStarted.class)).hasSize(1);
    assertThat(ffmpegRan).hasSize(PUBLISHERS).containsOnly(true);
  }

  @Test
  void recordsThemOneAfterAnotherWithGapsAsLongAsTheyWere() {
    Recording recording = Recording.of(fleet.output(ID + ".mkv")).isWhole("h264", played() - 1);

    List<Double> gaps = gaps(recording.video());
    assertThat(gaps).hasSize(PUBLISHERS - 1);
    for (int i = 0; i < gaps.size(); i++) {
      double was = Span.seconds(spans.get(i).to(), spans.get(i + 1).from());
      assertThat(gaps.get(i)).as("gap %s", i + 1).isCloseTo(was, SECONDS_OF_MEASURING);
    }
    assertThat(recording.video().seconds()).isCloseTo(played(), SECONDS_OF_MEASURING);
    recording.isInStep(0.5);
  }

  @Test
  void keepsSoundAndPictureInStepForEachPublisher() {
    List<Double> lateness = Synchrony.latenessOfSound(fleet.output(ID + ".mkv"));

    assertThat(lateness).hasSizeGreaterThanOrEqualTo(2 * PUBLISHERS);
    // What is out of step is so beep after beep; a client that hiccups is late with one.
    for (int i = 2; i < lateness.size(); i++) {
      List<Double> neighbours = lateness.subList(i - 2, i + 1);
      assertThat(neighbours.stream().map(Math::abs).sorted().toList().get(1))
          .as("beeps %s to %s of %s", i - 2, i, lateness)
          .isLessThan(SYNC_SECONDS);
    }
  }

  @Test
  void writesAPlaylistWhoseTimeOnlyMovesOn() {
    Path file = fleet.output(ID + "/live.m3u8");
    Playlist playlist = Playlist.read(file);

    assertThat(playlist.segments()).hasSizeGreaterThan(PUBLISHERS);
    assertThat(playlist.seconds()).isCloseTo(played(), SECONDS_OF_MEASURING);
    double last = -1;
    for (Playlist.Segment segment : playlist.segments()) {
      Track video = Recording.of(segment.file()).video();
      assertThat(video.packetTimes().getFirst()).as("start of %s", segment).isGreaterThan(last);
      assertThat(video.shortestStep()).as("shortest step in %s", segment).isNotNegative();
      last = video.packetTimes().getLast();
    }
  }

  /// From the first publisher's media to the end of the last.
  private double played() {
    return Span.seconds(spans.getFirst().from(), spans.getLast().to());
  }

  private static List<Double> gaps(Track track) {
    List<Double> times = track.packetTimes();
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      double step = times.get(i) - times.get(i - 1);
      if (step > 0.8) {
        gaps.add(step);
      }
    }
    return gaps;
  }
}
