package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.browser.Browser;
import io.sluice.acceptance.browser.BrowserPublisher;
import io.sluice.acceptance.browser.Chromium;
import io.sluice.acceptance.browser.PublishOrder;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.RoadFleet;
import io.sluice.acceptance.libwebrtc.LibwebrtcPublisher;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.network.Road;
import io.sluice.acceptance.picture.CodedFilm;
import io.sluice.acceptance.picture.PictureClock;
import io.sluice.acceptance.picture.Screening;
import io.sluice.acceptance.pion.PionPublisher;
import io.sluice.acceptance.program.RunningProgram;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PublisherConnected;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients publish over a road that loses 1 % of all datagrams, then 5 %, then all for two seconds;
/// then they are suddenly seen at another address. No picture stays broken for more than a second
/// after a loss has ended.
///
/// All publish at once over the one road; then each recording is looked through. One of them sends
/// no packet again: what it lost is healed by key frames alone.
@ExtendWith(RoadFleet.Shared.class)
@TestInstance(Lifecycle.PER_CLASS)
class LossIT {
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  /// A lite agent learns of the new address by the client's next check, which libwebrtc makes each
  /// 2.5 s when all is well; one may be lost in the move itself. Then comes a key frame.
  private static final Duration FIRST_CHECK = Duration.ofSeconds(6);

  private static final Duration LOSSY = Duration.ofSeconds(4);
  private static final Duration OUTAGE = Duration.ofSeconds(2);
  private static final Duration BETWEEN = Duration.ofSeconds(3);

  private final Road road;
  private final Fleet fleet;
  private Loss onePercent;
  private Loss fivePercent;
  private Loss outage;
  private Instant moved;
  private Instant ended;
  private List<String> pionSaid;
  private List<String> deafPionSaid;

  /// @param packets lost
  private record Loss(Instant began, Instant over, int packets) {}

  LossIT(RoadFleet there) {
    road = there.road();
    fleet = there.fleet();
  }

  @BeforeAll
  void publishThroughLoss(@TempDir Path folder) throws Exception {
    CodedFilm film = CodedFilm.make(folder, 640, 360, 60, 3);
    CodedFilm smallFilm = CodedFilm.make(folder, 320, 180, 120, 3);
    List<String> ids =
        List.of("chromium-H264", "chromium-VP8", "libwebrtc-H264", "pion-H264", "pion-deaf-H264");
    ids.forEach(this::start);
    try (Browser chromium = Chromium.start(road.place(), road.host());
        RunningProgram pion = PionPublisher.start(road.place(), url("pion-H264"), film);
        RunningProgram deaf =
            PionPublisher.start(road.place(), url("pion-deaf-H264"), smallFilm, "-deaf");
        RunningProgram libwebrtc =
            LibwebrtcPublisher.start(road.place(), url("libwebrtc-H264"), "H264")) {
      List<BrowserPublisher> browsers =
          List.of(
              chromium.publish(PublishOrder.of(url("chromium-H264"), "H264").coded()),
              chromium.publish(PublishOrder.of(url("chromium-VP8"), "VP8").coded()));
      ids.forEach(id -> fleet.process(id).awaitFact(MediaStarted.class));
      pass(BETWEEN);
      onePercent = during(LOSSY, () -> road.lose(1));
      fivePercent = during(LOSSY, () -> road.lose(5));
      outage = during(OUTAGE, road::cut);
      moved = Instant.now();
      road.moveClient();
      pass(FIRST_CHECK.plus(BETWEEN));
      ended = Instant.now();
      browsers.forEach(BrowserPublisher::end);
      pion.end();
      pionSaid = pion.lines();
      deaf.end();
      deafPionSaid = deaf.lines();
      libwebrtc.end();
    }
    ids.forEach(fleet::stop);
  }

  private void start(String id) {
    String codec = id.substring(id.lastIndexOf('-') + 1);
    fleet.commands().start(id, Configs.recording(codec, id + ".mkv"));
    fleet.process(id).awaitRoute();
  }

  private String url(String id) {
    return fleet.whipUrl(id);
  }

  /// Returns when the road has been good again for a while.
  private Loss during(Duration time, Runnable makeBad) {
    Instant began = Instant.now();
    makeBad.run();
    pass(time);
    int packets = road.mend();
    Instant over = Instant.now();
    pass(BETWEEN);
    return new Loss(began, over, packets);
  }

  private static void pass(Duration time) {
    Awaitility.await().pollDelay(time).until(() -> true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"chromium-H264", "chromium-VP8", "libwebrtc-H264", "pion-H264", "pion-deaf-H264"})
  void isWholeWithinASecondAfterTheLossHasEnded(String id) {
    Screening screening = screening(id);

    assertThat(List.of(onePercent, fivePercent, outage)).allMatch(loss -> loss.packets() > 10);
    screening.recoversWithin(ONE_SECOND, onePercent.over(), fivePercent.began());
    screening.recoversWithin(ONE_SECOND, fivePercent.over(), outage.began());
    screening.recoversWithin(ONE_SECOND, outage.over(), moved);
    assertThat(fleet.process(id).causes(PublisherConnected.class)).hasSize(1);
    assertThat(fleet.process(id).causes(FfmpegStarted.class)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"chromium-H264", "chromium-VP8", "libwebrtc-H264", "pion-H264", "pion-deaf-H264"})
  void goesOnFromAnotherAddress(String id) {
    screening(id).recoversWithin(FIRST_CHECK, moved, ended);

    assertThat(fleet.process(id).causes(PublisherConnected.class)).hasSize(1);
  }

  @Test
  void asksForKeyFramesWhereNothingIsSentAgain() {
    // Each jump of the film but the first is the answer to a request.
    assertThat(deafPionSaid).filteredOn(line -> line.startsWith("picture")).hasSizeGreaterThan(3);
  }

  private Screening screening(String id) {
    IntFunction<Instant> clock =
        switch (id) {
          case "pion-H264" -> PictureClock.film(pionSaid);
          case "pion-deaf-H264" -> PictureClock.film(deafPionSaid);
          default -> PictureClock.live(ended);
        };
    return Screening.of(fleet.output(id + ".mkv"), clock);
  }
}
