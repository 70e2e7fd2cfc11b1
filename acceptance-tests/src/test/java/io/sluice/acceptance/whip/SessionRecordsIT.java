package io.sluice.acceptance.whip;

import static io.sluice.acceptance.whip.RawWhip.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.ffmpeg.DtlsRole;
import io.sluice.acceptance.ffmpeg.FfmpegPublisher;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.http.HttpCalls;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.acceptance.program.SluiceCli;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PublisherDisconnected;
import io.sluice.worker.testing.TestPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What a publisher's session went through can be read over HTTP and at the terminal, and says
/// which side was silent when it failed.
@ExtendWith(SharedFleet.class)
class SessionRecordsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern NAME = Pattern.compile("\"sessionId\":\"([^\"]+)\"");

  private final Fleet fleet;
  private final HttpCalls http = HttpCalls.staying();
  private final RawWhip whip = new RawWhip();

  SessionRecordsIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tellsOfAWholeSessionOfFfmpeg() {
    String id = "session-whole";
    ProcessWatch process = started(id, "H264");

    try (FfmpegPublisher publisher = FfmpegPublisher.start(fleet.whipUrl(id), DtlsRole.ACTIVE)) {
      process.awaitFact(MediaStarted.class);
      String goesOn = awaitList(id, "\"ended\":false");
      assertThat(goesOn).contains("\"connected\":true");
      publisher.quit();
    }
    String list = awaitList(id, "\"ended\":true");
    String session = name(list);
    String whole = http.get(sessionsUrl(id) + "/" + session).body();
    String shown = SluiceCli.run(fleet.bootstrap(), "session", id, session).outputOrFail();
    fleet.stop(id);

    assertThat(session)
        .isEqualTo(process.causes(PublisherDisconnected.class).getFirst().getSessionId());
    assertThat(whole)
        .containsSubsequence(
            "\"OFFER\"",
            "\"ANSWER\"",
            "POST answered 201",
            "a valid check came from",
            "by UDP",
            "\"DTLS\"",
            "TLS_ECDHE_ECDSA_WITH_",
            "\"END\"")
        .contains("\"RTP\"", "FFmpeg gets media from a key frame of 640x360", "H264");
    assertThat(shown)
        .contains(id + ", session " + session + " on worker-", "TLS_ECDHE_ECDSA_WITH_");
    assertThat(shown.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tellsThatUdpIsBlocked() {
    String id = "session-blocked";
    ProcessWatch process = started(id, "VP8");
    try (TestPublisher publisher = TestPublisher.open()) {
      HttpResponse<String> answer =
          whip.post(fleet.whipUrl(id), publisher.offer("VP8/90000", "actpass"));
      assertThat(answer.statusCode()).isEqualTo(201);
      String secret = location(answer).substring(location(answer).lastIndexOf('/') + 1);

      String list = awaitList(id, "\"ended\":true");
      String whole = http.get(sessionsUrl(id) + "/" + name(list)).body();
      PublisherDisconnected fact = process.awaitFact(PublisherDisconnected.class);
      String why = SluiceCli.run(fleet.bootstrap(), "why", id).outputOrFail();
      String json = SluiceCli.run(fleet.bootstrap(), "session", id, "--json").outputOrFail();
      fleet.stop(id);

      assertThat(list)
          .contains("no STUN from the publisher in 15 s: UDP port ", "\"connected\":false");
      assertThat(fact.getDetail()).contains("is probably blocked");
      assertThat(why.replaceAll("\\s+", " "))
          .contains("could not connect", "no STUN from the publisher in 15 s")
          .contains("sluice session " + id + " " + name(list));
      assertThat(whole + json + list + why).doesNotContain(secret);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tellsThatNoHandshakeBegan() {
    String id = "session-mute";
    ProcessWatch _ = started(id, "VP8");
    try (TestPublisher publisher = TestPublisher.open()) {
      HttpResponse<String> answer =
          whip.post(fleet.whipUrl(id), publisher.offer("VP8/90000", "actpass"));
      publisher.answered(answer.body());
      publisher.check();

      assertThat(awaitList(id, "\"ended\":true"))
          .contains("STUN came, but no DTLS ClientHello in 15 s");
      fleet.stop(id);
    }
  }

  @Test
  void tellsWhyAnOfferWasRefused() {
    String id = "session-refused";
    ProcessWatch _ = started(id, "H264");
    try (TestPublisher publisher = TestPublisher.open()) {
      assertThat(whip.post(fleet.whipUrl(id), publisher.offer("VP8/90000", "actpass")).statusCode())
          .isEqualTo(422);

      assertThat(awaitList(id, "\"REFUSED\"")).contains("does not have H264");
      fleet.stop(id);
    }
  }

  private ProcessWatch started(String id, String codec) {
    fleet.commands().start(id, Configs.recording(codec, id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    process.awaitRoute();
    return process;
  }

  private String awaitList(String id, String containing) {
    return await()
        .atMost(PATIENCE)
        .until(() -> http.get(sessionsUrl(id)).body(), body -> body.contains(containing));
  }

  private String sessionsUrl(String id) {
    return fleet.url() + "/api/v1/processes/" + id + "/sessions";
  }

  private static String name(String list) {
    Matcher found = NAME.matcher(list);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
