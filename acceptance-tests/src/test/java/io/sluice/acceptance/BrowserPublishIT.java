package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.browser.Browser;
import io.sluice.acceptance.browser.BrowserPublisher;
import io.sluice.acceptance.browser.Chromium;
import io.sluice.acceptance.browser.PublishOrder;
import io.sluice.acceptance.browser.Report;
import io.sluice.acceptance.ffmpeg.Recording;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A browser publishes to the public URL from a page of another origin. That what it sends is whole
/// is shown by [ClientMatrixIT].
@ExtendWith(SharedFleet.class)
@TestInstance(Lifecycle.PER_CLASS)
class BrowserPublishIT {
  private final Fleet fleet;
  private Browser chromium;

  BrowserPublishIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @BeforeAll
  void startBrowser() throws Exception {
    chromium = Chromium.start();
  }

  @AfterAll
  void endBrowser() {
    chromium.close();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void letsAPageOfAnotherOriginReadTheHeadersItNeeds() {
    String id = "browser-cors";
    started(id, "H264");

    BrowserPublisher publisher = chromium.publish(PublishOrder.of(fleet.whipUrl(id), "H264"));
    Report answered = publisher.await("answered");
    publisher.end();
    fleet.stop(id);

    assertThat(answered.status()).isEqualTo(201);
    assertThat(answered.location()).startsWith("/whip/" + id + "/");
    assertThat(answered.etag()).matches("\".+\"");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void recordsAPublisherThatGoesAndComesBackByTheSameFfmpeg() {
    String id = "browser-returns";
    ProcessWatch process = started(id, "H264");
    PublishOrder order = PublishOrder.of(fleet.whipUrl(id), "H264");

    BrowserPublisher first = chromium.publish(order);
    first.awaitPictures(90);
    first.vanish();
    process.awaitFact(PublisherDisconnected.class);
    BrowserPublisher second = chromium.publish(order);
    second.awaitPictures(90);
    second.end();
    fleet.stop(id);

    assertThat(process.causes(FfmpegStarted.class)).hasSize(1);
    assertThat(process.causes(PublisherConnected.class)).hasSize(2);
    assertThat(process.causes(PublisherDisconnected.class))
        .extracting(PublisherDisconnected::getReason)
        .containsExactly("CLOSED_BY_PEER", "DELETED");
    Recording.of(fleet.output(id + ".mkv")).isWhole("h264", 4).isInStep(1);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tellsTheBrowserWhenItsProcessStops() {
    String id = "browser-stopped";
    ProcessWatch process = started(id, "H264");

    BrowserPublisher publisher = chromium.publish(PublishOrder.of(fleet.whipUrl(id), "H264"));
    publisher.awaitPictures(30);
    fleet.stop(id);

    publisher.await("disconnected");
    assertThat(process.awaitFact(PublisherDisconnected.class).getReason())
        .isEqualTo("PROCESS_STOPPED");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void takesABrowserWithTheTokenAndRefusesOneWithout() {
    String id = "browser-token";
    fleet.commands().start(id, Configs.recordingFor("let-me-in", "H264", id + ".mkv"));
    fleet.process(id).awaitRoute();
    PublishOrder order = PublishOrder.of(fleet.whipUrl(id), "H264");

    Report without = chromium.publish(order).await("refused");
    Report wrong = chromium.publish(order.withToken("let-him-in")).await("refused");
    BrowserPublisher right = chromium.publish(order.withToken("let-me-in"));
    right.awaitPictures(30);

    assertThat(without.status()).isEqualTo(401);
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(right.end()).isEqualTo(200);
    fleet.stop(id);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void followsARedirectToTheOwner() {
    String id = "browser-redirect";
    ProcessWatch process = started(id, "H264");

    BrowserPublisher publisher =
        chromium.publish(PublishOrder.of(fleet.redirectingWhipUrl(id), "H264"));
    Report answered = publisher.await("answered");
    publisher.awaitPictures(60);
    int deleted = publisher.end();
    String endpoint = process.awaitRoute().getWhipUrl();
    fleet.stop(id);

    assertThat(answered.sessionUrl()).startsWith(endpoint + "/");
    assertThat(deleted).isEqualTo(200);
    Recording.of(fleet.output(id + ".mkv")).isWhole("h264", 1);
  }

  private ProcessWatch started(String id, String codec) {
    fleet.commands().start(id, Configs.recording(codec, id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    process.awaitRoute();
    return process;
  }
}
