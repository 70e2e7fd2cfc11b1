package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.browser.Browser;
import io.sluice.acceptance.browser.BrowserPublisher;
import io.sluice.acceptance.browser.Chromium;
import io.sluice.acceptance.browser.PublishOrder;
import io.sluice.acceptance.ffmpeg.Recording;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.acceptance.picture.CodedFilm;
import io.sluice.acceptance.pion.PionPublisher;
import io.sluice.acceptance.program.Place;
import io.sluice.acceptance.program.RunningProgram;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.PublisherConnected;
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

/// FFmpeg starts when a publisher is there, for just what that publisher sends: one track of any
/// codec that a client of ours can send.
@ExtendWith(SharedFleet.class)
@TestInstance(Lifecycle.PER_CLASS)
class OnPublishIT {
  private static final List<String> VIDEO = List.of("H264", "VP8", "VP9", "H265");
  private static final List<String> AUDIO = List.of("OPUS", "PCMU", "PCMA");
  private static final Duration PUBLISHED = Duration.ofSeconds(4);

  /// Connecting, FFmpeg's start, and the first key frame after it.
  private static final double SECONDS_RECORDED = 2;

  private final Fleet fleet;
  private Browser chromium;
  private CodedFilm h265;

  OnPublishIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    h265 = CodedFilm.make(folder, CodedFilm.Coding.H265, 640, 360, 20, 1);
    chromium = Chromium.start();
  }

  @AfterAll
  void endBrowser() {
    chromium.close();
  }

  @ParameterizedTest
  @CsvSource({"H264, h264", "VP8, vp8", "VP9, vp9"})
  @Execution(ExecutionMode.CONCURRENT)
  void recordsPicturesAloneFromChromium(String codec, String recordedAs) {
    String id = "only-" + recordedAs;
    ProcessWatch process = started(id);

    BrowserPublisher publisher =
        chromium.publish(PublishOrder.of(fleet.whipUrl(id), codec).coded().withoutAudio());
    publishFor(process);
    publisher.end();
    fleet.stop(id);

    startedFfmpegOnceForThePublisher(process);
    Recording.of(fleet.output(id + ".mkv")).isOnly("video", recordedAs, SECONDS_RECORDED);
  }

  @ParameterizedTest
  @CsvSource({"opus, opus", "PCMU, pcm_mulaw", "PCMA, pcm_alaw"})
  @Execution(ExecutionMode.CONCURRENT)
  void recordsSoundAloneFromChromium(String codec, String recordedAs) {
    String id = "only-" + recordedAs;
    ProcessWatch process = started(id);

    BrowserPublisher publisher =
        chromium.publish(
            PublishOrder.of(fleet.whipUrl(id), "H264").withAudio(codec).coded().withoutVideo());
    publishFor(process);
    publisher.end();
    fleet.stop(id);

    startedFfmpegOnceForThePublisher(process);
    Recording.of(fleet.output(id + ".mkv"))
        .isOnly("audio", recordedAs, SECONDS_RECORDED)
        .isAudible();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void recordsPicturesOfH265AloneFromPion() {
    String id = "only-hevc";
    ProcessWatch process = started(id);

    try (RunningProgram pion =
        PionPublisher.startWithoutSound(Place.HOST, fleet.whipUrl(id), h265)) {
      publishFor(process);
      assertThat(pion.end()).isZero();
    }
    fleet.stop(id);

    startedFfmpegOnceForThePublisher(process);
    Recording.of(fleet.output(id + ".mkv")).isOnly("video", "hevc", SECONDS_RECORDED);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void keepsTheFileOfThePublisherBeforeWhenTheNextSendsOtherCodecs() {
    String id = "other-codecs";
    ProcessWatch process = started(id);
    PublishOrder first = PublishOrder.of(fleet.whipUrl(id), "VP8").coded().withoutAudio();
    PublishOrder second = PublishOrder.of(fleet.whipUrl(id), "H264").coded();

    BrowserPublisher alone = chromium.publish(first);
    publishFor(process);
    alone.end();
    BrowserPublisher both = chromium.publish(second);
    process.awaitFacts(MediaStarted.class, 2);
    Awaitility.await().pollDelay(PUBLISHED).until(() -> true);
    both.end();
    fleet.stop(id);

    assertThat(process.causes(FfmpegExited.class).getFirst().getReason())
        .isEqualTo("CODECS_CHANGED");
    Recording.of(fleet.output(id + ".1.mkv")).isOnly("video", "vp8", SECONDS_RECORDED);
    Recording.of(fleet.output(id + ".mkv")).isWhole("h264", SECONDS_RECORDED);
  }

  private ProcessWatch started(String id) {
    fleet.commands().start(id, Configs.choosing(VIDEO, AUDIO, id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    process.awaitRoute();
    assertThat(process.causes(PortsAllocated.class)).hasSize(1);
    assertThat(process.causes(FfmpegStarted.class)).isEmpty();
    return process;
  }

  private static void publishFor(ProcessWatch process) {
    process.awaitFact(MediaStarted.class);
    Awaitility.await().pollDelay(PUBLISHED).until(() -> true);
  }

  private static void startedFfmpegOnceForThePublisher(ProcessWatch process) {
    assertThat(process.causes(PublisherConnected.class)).hasSize(1);
    assertThat(process.causes(FfmpegStarted.class)).hasSize(1);
  }
}
