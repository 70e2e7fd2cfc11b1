package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.browser.Browser;
import io.sluice.acceptance.browser.BrowserPublisher;
import io.sluice.acceptance.browser.Chromium;
import io.sluice.acceptance.browser.PublishOrder;
import io.sluice.acceptance.ffmpeg.Ffmpeg8;
import io.sluice.acceptance.ffmpeg.Recording;
import io.sluice.acceptance.fleet.Fleet;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Workers with FFmpeg 8 record every codec, AV1 too, which older ones do not read.
@TestInstance(Lifecycle.PER_CLASS)
class NewFfmpegIT {
  private static final Duration PUBLISHED = Duration.ofSeconds(5);
  private static final double SECONDS_RECORDED = 3;

  private Fleet fleet;
  private Browser chromium;
  private CodedFilm h265;

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    h265 = CodedFilm.make(folder, CodedFilm.Coding.H265, 640, 360, 20, 2);
    Path target = Files.createDirectories(Path.of("target", "acceptance"));
    Path files = Files.createTempDirectory(target, "ffmpeg8-").toAbsolutePath();
    fleet = Fleet.start(files, Map.of("sluice.worker.ffmpeg", Ffmpeg8.program(files).toString()));
    chromium = Chromium.start();
  }

  @AfterAll
  void end() throws Exception {
    chromium.close();
    fleet.close();
  }

  @ParameterizedTest
  @CsvSource({"H264, h264", "VP8, vp8", "VP9, vp9", "AV1, av1"})
  @Execution(ExecutionMode.CONCURRENT)
  void recordsChromium(String codec, String recordedAs) {
    String id = "chromium-" + recordedAs;
    ProcessWatch process = started(id, codec);

    BrowserPublisher publisher =
        chromium.publish(PublishOrder.of(fleet.whipUrl(id), codec).coded());
    publishFor(process);
    publisher.end();
    fleet.stop(id);

    isWhole(id, recordedAs);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void recordsAv1FromLibwebrtcWithoutABrowser() {
    ProcessWatch process = started("libwebrtc-av1", "AV1");

    try (RunningProgram publisher =
        LibwebrtcPublisher.start(Place.HOST, fleet.whipUrl("libwebrtc-av1"), "AV1")) {
      publishFor(process);
      publisher.end();
    }
    fleet.stop("libwebrtc-av1");

    isWhole("libwebrtc-av1", "av1");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void recordsH265FromPion() {
    ProcessWatch process = started("pion-hevc", "H265");

    try (RunningProgram publisher =
        PionPublisher.start(Place.HOST, fleet.whipUrl("pion-hevc"), h265)) {
      publishFor(process);
      assertThat(publisher.end()).isZero();
    }
    fleet.stop("pion-hevc");

    isWhole("pion-hevc", "hevc");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void recordsPicturesOfAv1Alone() {
    String id = "only-av1";
    fleet.commands().start(id, Configs.choosing(List.of("AV1"), List.of("OPUS"), id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    process.awaitRoute();

    BrowserPublisher publisher =
        chromium.publish(PublishOrder.of(fleet.whipUrl(id), "AV1").coded().withoutAudio());
    publishFor(process);
    publisher.end();
    fleet.stop(id);

    Recording.of(fleet.output(id + ".mkv")).isOnly("video", "av1", SECONDS_RECORDED - 1);
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
    Path file = fleet.output(id + ".mkv");
    Recording.of(file).isWhole(videoCodec, SECONDS_RECORDED).isInStep(1).isAudible();
    assertThat(Viewer.view(file)).as("pictures of %s", file).allMatch(SeenPicture::isClean);
  }
}
