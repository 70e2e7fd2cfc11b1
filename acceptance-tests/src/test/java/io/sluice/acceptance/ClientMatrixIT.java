package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.aiortc.AiortcPublisher;
import io.sluice.acceptance.browser.Browser;
import io.sluice.acceptance.browser.BrowserPublisher;
import io.sluice.acceptance.browser.Chromium;
import io.sluice.acceptance.browser.PublishOrder;
import io.sluice.acceptance.browser.Report;
import io.sluice.acceptance.ffmpeg.DtlsRole;
import io.sluice.acceptance.ffmpeg.FfmpegPublisher;
import io.sluice.acceptance.ffmpeg.Recording;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.libwebrtc.LibwebrtcPublisher;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.acceptance.picture.CodedFilm;
import io.sluice.acceptance.picture.SeenPicture;
import io.sluice.acceptance.picture.Viewer;
import io.sluice.acceptance.pion.PionPublisher;
import io.sluice.acceptance.program.Place;
import io.sluice.acceptance.program.RunningProgram;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Each client that we could lay hands on publishes, and its recording is whole: it decodes without
/// an error, has both streams in step, and no picture of it is broken.
@ExtendWith(SharedFleet.class)
@TestInstance(Lifecycle.PER_CLASS)
class ClientMatrixIT {
  private static final Duration PUBLISHED = Duration.ofSeconds(5);

  /// Connecting, and waiting for the first key frame.
  private static final double SECONDS_RECORDED = 3.5;

  private static final double STEP_SECONDS = 1;

  private final Fleet fleet;
  private CodedFilm film;
  private CodedFilm h265Film;
  private CodedFilm smallFilm;
  private Browser chromium;

  ClientMatrixIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    film = CodedFilm.make(folder, 640, 360, 15, 2);
    h265Film = CodedFilm.make(folder, CodedFilm.Coding.H265, 640, 360, 15, 2);
    smallFilm = CodedFilm.make(folder, 320, 180, 15, 2); // Python encodes it anew
    chromium = Chromium.start();
  }

  @AfterAll
  void endBrowser() {
    chromium.close();
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource({"H264, h264", "VP8, vp8", "VP9, vp9"})
  void recordsChromiumThatTrickles(String codec, String recordedAs) {
    String id = "chromium-" + recordedAs;
    ProcessWatch process = started(id, codec);

    BrowserPublisher publisher =
        chromium.publish(PublishOrder.of(fleet.whipUrl(id), codec).coded().trickling());
    int offered = publisher.await("answered").candidates();
    int trickled = publisher.await("trickled").candidates();
    publishFor(process);
    int deleted = publisher.end();
    fleet.stop(id);

    assertThat(offered).isZero();
    assertThat(trickled).isPositive();
    assertThat(deleted).isEqualTo(200);
    assertThat(process.awaitFact(PublisherConnected.class))
        .returns(codec, PublisherConnected::getVideoCodec)
        .returns("SERVER", PublisherConnected::getDtlsRole);
    assertThat(process.awaitFact(MediaStarted.class).getWidth()).isPositive();
    isWhole(id, recordedAs);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void recordsTheLowestLayerOfScalableVp9() {
    String id = "chromium-svc";
    ProcessWatch process = started(id, "VP9");

    BrowserPublisher publisher =
        chromium.publish(PublishOrder.of(fleet.whipUrl(id), "VP9").coded().scaledBy("L2T3"));
    publishFor(process);
    publisher.end();
    fleet.stop(id);

    isWhole(id, "vp9");
    assertThat(Recording.of(fleet.output(id + ".mkv")).video().height()).isEqualTo(180);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource("VP8, PCMU, vp8, pcm_mulaw")
  void recordsWhatChromiumChoseOfAList(
      String video, String audio, String videoRecordedAs, String audioRecordedAs) {
    String id = "chromium-chose-" + videoRecordedAs;
    fleet
        .commands()
        .start(
            id,
            Configs.choosing(List.of("H264", "VP9", "VP8"), List.of("OPUS", "PCMU"), id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    process.awaitRoute();

    BrowserPublisher publisher =
        chromium.publish(PublishOrder.of(fleet.whipUrl(id), video).withAudio(audio).coded());
    publishFor(process);
    publisher.end();
    fleet.stop(id);

    isWhole(id, videoRecordedAs, audioRecordedAs);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void keepsTheRecordingWholeOverAnIceRestart() {
    String id = "chromium-restart";
    ProcessWatch process = started(id, "H264");

    BrowserPublisher publisher =
        chromium.publish(PublishOrder.of(fleet.whipUrl(id), "H264").coded());
    Report answered = publisher.await("answered");
    process.awaitFact(MediaStarted.class);
    Report restarted = publisher.restartIce();
    publishFor(process);
    publisher.end();
    fleet.stop(id);

    assertThat(restarted.etag()).isNotEqualTo(answered.etag());
    assertThat(process.causes(PublisherConnected.class)).hasSize(1);
    isWhole(id, "h264");
    assertThat(Recording.of(fleet.output(id + ".mkv")).video().longestGap()).isLessThan(1);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource({"H264, h264", "VP8, vp8", "VP9, vp9"})
  void recordsLibwebrtcWithoutABrowser(String codec, String recordedAs) {
    String id = "libwebrtc-" + recordedAs;
    ProcessWatch process = started(id, codec);

    try (RunningProgram publisher =
        LibwebrtcPublisher.start(Place.HOST, fleet.whipUrl(id), codec)) {
      publishFor(process);
      publisher.end();
    }
    fleet.stop(id);

    isWhole(id, recordedAs);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource({"H264, h264", "VP8, vp8"})
  void recordsAiortc(String codec, String recordedAs) {
    String id = "aiortc-" + recordedAs;
    ProcessWatch process = started(id, codec);

    try (RunningProgram publisher =
        AiortcPublisher.start(Place.HOST, fleet.whipUrl(id), codec, smallFilm.film())) {
      publishFor(process);
      assertThat(publisher.end()).isZero();
      assertThat(publisher.await("deleted")).endsWith("200");
    }
    fleet.stop(id);

    isWhole(id, recordedAs);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource({"H264, h264", "H265, hevc"})
  void recordsPion(CodedFilm.Coding coding, String recordedAs) {
    String id = "pion-" + recordedAs;
    ProcessWatch process = started(id, coding.name());
    CodedFilm sent = coding == CodedFilm.Coding.H264 ? film : h265Film;

    try (RunningProgram publisher =
        PionPublisher.start(Place.HOST, fleet.whipUrl(id), sent, "-video-pt", "125")) {
      publishFor(process);
      assertThat(publisher.end()).isZero();
      assertThat(publisher.await("deleted")).endsWith("200");
    }
    fleet.stop(id);

    isWhole(id, recordedAs);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @EnumSource
  void recordsFfmpegInEitherDtlsRole(DtlsRole role) {
    String id = "ffmpeg-" + role;
    ProcessWatch process = started(id, "H264");

    try (FfmpegPublisher publisher = FfmpegPublisher.play(film.film(), fleet.whipUrl(id), role)) {
      publishFor(process);
      assertThat(publisher.quit()).as(publisher.log()).isZero();
    }
    PublisherDisconnected gone = process.awaitFact(PublisherDisconnected.class);
    fleet.stop(id);

    assertThat(process.awaitFact(PublisherConnected.class).getDtlsRole())
        .isEqualTo(role == DtlsRole.PASSIVE ? "CLIENT" : "SERVER");
    assertThat(gone.getReason()).isEqualTo("DELETED");
    isWhole(id, "h264");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void takesFfmpegWithTheTokenOnly() {
    String id = "ffmpeg-token";
    fleet.commands().start(id, Configs.recordingFor("open-sesame", "H264", id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    process.awaitRoute();
    String url = fleet.whipUrl(id);

    try (FfmpegPublisher without = FfmpegPublisher.start(url, DtlsRole.ACTIVE);
        FfmpegPublisher with =
            FfmpegPublisher.start(url, DtlsRole.ACTIVE, "-authorization", "open-sesame")) {
      assertThat(without.awaitEnd()).isNotZero();
      assertThat(without.log()).contains("401");
      process.awaitFact(PublisherConnected.class);
      assertThat(with.quit()).isZero();
    }
    fleet.stop(id);

    assertThat(process.causes(PublisherConnected.class)).hasSize(1);
  }

  private ProcessWatch started(String id, String codec) {
    fleet.commands().start(id, Configs.recording(codec, id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    process.awaitRoute();
    return process;
  }

  private static void publishFor(ProcessWatch process) {
    process.awaitFact(MediaStarted.class);
    Awaitility.await().pollDelay(PUBLISHED).until(() -> true);
  }

  private void isWhole(String id, String videoCodec) {
    isWhole(id, videoCodec, "opus");
  }

  private void isWhole(String id, String videoCodec, String audioCodec) {
    Path file = fleet.output(id + ".mkv");
    Recording.of(file)
        .isWhole(videoCodec, audioCodec, SECONDS_RECORDED)
        .isInStep(STEP_SECONDS)
        .isAudible();
    assertThat(Viewer.view(file)).as("pictures of %s", file).allMatch(SeenPicture::isClean);
  }
}
