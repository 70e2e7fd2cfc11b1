package io.sluice.acceptance.whip;

import static io.sluice.acceptance.whip.RawWhip.FRAGMENT;
import static io.sluice.acceptance.whip.RawWhip.SDP;
import static io.sluice.acceptance.whip.RawWhip.header;
import static io.sluice.acceptance.whip.RawWhip.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import io.sluice.schemas.WhipIngest;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.TestPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One test or more a rule of RFC 9725, each at every door. Sections are of RFC 9725.
@ParameterizedClass
@EnumSource(Door.class)
@ExtendWith(SharedFleet.class)
class WhipRulesIT {
  private static final String PREFIX = "rules-";
  private static final String NO_SESSION = "/AAAAAAAAAAAAAAAAAAAAAA";
  private static final String TRICKLE = "a=end-of-candidates\r\n";

  private final Fleet fleet;
  private final RawWhip http = new RawWhip();
  private final TestPublisher publisher = TestPublisher.open();

  @Parameter Door door;

  private String id = "";
  private String endpoint = "";

  WhipRulesIT(Fleet fleet) {
    this.fleet = fleet;
  }

  /// One process for each door and configuration, found again by the tests that share it.
  private void open(String name, ProcessConfig config) {
    id = PREFIX + name + "-" + door.name().toLowerCase(Locale.ROOT);
    if (fleet.process(id).snapshot().isEmpty()) {
      fleet.commands().start(id, config);
    }
    fleet.process(id).awaitRoute();
    endpoint = door.endpoint(fleet, id);
  }

  @BeforeEach
  void openTheUsualProcess() {
    open("usual", Configs.recording("VP8", PREFIX + door + ".mkv"));
  }

  @AfterEach
  void leave() {
    publisher.close();
  }

  @Test
  void w01_getAndHeadAreAnsweredWithoutABody() {
    String session = location(posted());

    for (String url : List.of(endpoint, session)) {
      assertThat(http.send("GET", url, "").statusCode()).isEqualTo(204);
      assertThat(http.send("HEAD", url, "").statusCode()).isEqualTo(204);
      assertThat(http.send("GET", url, "").body()).isEmpty();
    }
    http.delete(session);
  }

  @Test
  void w02_errorsAreProblemDocuments() {
    HttpResponse<String> answer = http.post(endpoint, "hello");

    assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body())
        .contains("\"type\":\"about:blank\"", "\"status\":400", "\"title\":\"Bad Request\"")
        .contains("\"detail\":", "\"instance\":", "\"reason\":\"MALFORMED\"");
  }

  @Test
  void w03_optionsSayWhatIsTakenAndAPreflightNeedsNoTokenAndGetsNoLink() {
    open("token", Configs.recordingFor("right", "VP8", PREFIX + "token-" + door + ".mkv"));

    HttpResponse<String> plain = http.send("OPTIONS", endpoint, "");
    HttpResponse<String> ofSession = http.send("OPTIONS", endpoint + NO_SESSION, "");
    HttpResponse<String> preflight =
        http.send(
            "OPTIONS",
            endpoint,
            "",
            "Origin",
            "https://studio.example",
            "Access-Control-Request-Method",
            "POST");

    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(header(plain, "Accept-Post")).isEqualTo(SDP);
    assertThat(header(ofSession, "Accept-Patch")).isEqualTo(FRAGMENT);
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(header(preflight, "Link")).isEmpty();
  }

  @Test
  void w04_pagesMayReadAndSendTheHeadersTheyNeed() {
    HttpResponse<String> preflight =
        http.send("OPTIONS", endpoint, "", "Access-Control-Request-Method", "PATCH");
    HttpResponse<String> error = http.post(endpoint, "hello");

    assertThat(header(preflight, "Access-Control-Allow-Headers"))
        .isEqualTo("Authorization, Content-Type, If-Match");
    assertThat(header(error, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(error, "Access-Control-Expose-Headers"))
        .isEqualTo("Location, ETag, Link, Retry-After, Accept-Patch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
  void w05_otherMethodsAreRefusedWithThoseThatAreTaken(String method) {
    HttpResponse<String> answer = http.send(method, endpoint, "x");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
  }

  @Test
  void w06_anOfferIsTakenByItsTypeItsSizeAndItsForm() {
    String offer = publisher.offer("VP8/90000", "actpass");

    assertThat(http.send("POST", endpoint, offer).statusCode()).isEqualTo(415);
    assertThat(http.send("POST", endpoint, offer, "Content-Type", "text/plain").statusCode())
        .isEqualTo(415);
    assertThat(http.post(endpoint, "x".repeat(256 * 1024 + 1)).statusCode()).isEqualTo(413);
    assertThat(http.post(endpoint, "hello").statusCode()).isEqualTo(400);
    HttpResponse<String> taken =
        http.send("POST", endpoint, offer, "Content-Type", "Application/SDP; charset=utf-8");
    assertThat(taken.statusCode()).isEqualTo(201);
    http.delete(location(taken));
  }

  @Test
  void w07_aSessionIsMadeWithLocationAndStrongTag() {
    HttpResponse<String> answer = posted();

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(header(answer, "Content-Type")).isEqualTo(SDP);
    assertThat(header(answer, "ETag")).matches("\"[^\"]+\"");
    assertThat(header(answer, "Location")).startsWith("/whip/" + id + "/");
    assertThat(header(answer, "Link"))
        .contains("<stun:stun.example.net>; rel=\"ice-server\"")
        .containsPattern(
            "<turn:turn.example.net>; rel=\"ice-server\"; username=\"[0-9]+:" + id + "\"; ")
        .contains("credential-type=\"password\"");
    http.delete(location(answer));
  }

  @Test
  void w08_theAnswerIsCompleteAndReceivesOnly() {
    HttpResponse<String> answer = posted();

    List<String> lines = answer.body().lines().toList();
    assertThat(lines).contains("a=ice-lite", "a=group:BUNDLE a v", "a=end-of-candidates");
    assertThat(lines.stream().filter(line -> line.startsWith("m="))).hasSize(2);
    for (String line : List.of("a=recvonly", "a=rtcp-mux", "a=rtcp-mux-only")) {
      assertThat(lines.stream().filter(line::equals)).as(line).hasSize(2);
    }
    assertThat(answer.body().indexOf("m=audio")).isLessThan(answer.body().indexOf("m=video"));
    http.delete(location(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"recvonly", "inactive"})
  void w09_anOfferThatSendsNothingIsMalformed(String direction) {
    String offer = publisher.offer("VP8/90000", "actpass");

    assertThat(http.post(endpoint, offer.replace("sendonly", direction)).statusCode())
        .isEqualTo(400);
    HttpResponse<String> both = http.post(endpoint, offer.replace("sendonly", "sendrecv"));
    assertThat(both.statusCode()).as("without candidates and msid").isEqualTo(201);
    http.delete(location(both));
  }

  @Test
  void w10_whatCannotBeServedIsRefusedAsAWhole() {
    String offer = publisher.offer("VP8/90000", "actpass");
    String video = offer.substring(offer.indexOf("m=video"));
    String twoVideos =
        offer.replace("BUNDLE a v", "BUNDLE a v w") + video.replace("a=mid:v", "a=mid:w");

    assertThat(http.post(endpoint, twoVideos).statusCode()).isEqualTo(422);
    assertThat(http.post(endpoint, offer.replace("VP8/90000", "H264/90000")).statusCode())
        .isEqualTo(422);
    assertThat(http.post(endpoint, offer.substring(0, offer.indexOf("m=audio"))).statusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"actpass", "active", "passive"})
  void w11_everyDtlsRoleIsTaken(String setup) {
    HttpResponse<String> answer = http.post(endpoint, publisher.offer("VP8/90000", setup));

    assertThat(answer.body().lines())
        .contains(setup.equals("passive") ? "a=setup:active" : "a=setup:passive");
    http.delete(location(answer));
  }

  @Test
  void w12_oneLayerIsTakenOfASimulcastOffer() {
    String offer =
        publisher.offer("VP8/90000", "actpass")
            + "a=rid:q send\r\na=rid:f send\r\na=simulcast:send q;f\r\n"
            + "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n";

    HttpResponse<String> answer = http.post(endpoint, offer);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body().lines().filter(line -> line.startsWith("a=simulcast:recv")))
        .hasSize(1)
        .allMatch(line -> !line.contains(";") && !line.contains(","));
    http.delete(location(answer));
  }

  @Test
  void w13_aPatchIsCheckedInOrder() {
    HttpResponse<String> answer = posted();
    String session = location(answer);
    String tag = header(answer, "ETag");
    String strange = "m=audio 9 RTP 0\r\na=mid:strange\r\n" + TRICKLE;

    assertThat(http.patch(endpoint + NO_SESSION, TRICKLE, tag).statusCode()).isEqualTo(404);
    assertThat(http.send("PATCH", session, "x", "Content-Type", SDP).statusCode()).isEqualTo(415);
    assertThat(
            http.send("PATCH", session, "x".repeat(256 * 1024 + 1), "Content-Type", FRAGMENT)
                .statusCode())
        .isEqualTo(413);
    assertThat(http.send("PATCH", session, "hello", "Content-Type", FRAGMENT).statusCode())
        .isEqualTo(400);
    assertThat(http.send("PATCH", session, strange, "Content-Type", FRAGMENT).statusCode())
        .isEqualTo(428);
    assertThat(http.patch(session, strange, "\"stale\"").statusCode()).isEqualTo(412);
    assertThat(http.patch(session, strange, "W/" + tag).statusCode()).isEqualTo(412);
    assertThat(http.patch(session, strange, tag).statusCode()).isEqualTo(422);
    http.delete(session);
  }

  @Test
  void w14_candidatesAreTakenAndThoseOfNoUseSkipped() {
    HttpResponse<String> answer = posted();
    String fragment =
        publisher.restartIce("tEsT")
            + "m=audio 9 UDP/TLS/RTP/SAVPF 101\r\na=mid:a\r\n"
            + "a=candidate:1 1 udp 2122260223 192.0.2.1 61764 typ host\r\n"
            + "a=candidate:2 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active\r\n"
            + "a=candidate:3 1 udp 2122262783 8a3f-11.local 61766 typ host\r\n"
            + TRICKLE;

    HttpResponse<String> trickled = http.patch(location(answer), fragment, header(answer, "ETag"));

    assertThat(trickled.statusCode()).isEqualTo(204);
    assertThat(trickled.body()).isEmpty();
    assertThat(header(trickled, "ETag")).isEmpty();
    http.delete(location(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"*\""})
  void w15_anIceRestartBringsANewTagAndTheMediaGoesOnFromANewAddress(String any) {
    HttpResponse<String> answer = posted();
    String session = location(answer);
    ProcessWatch process = fleet.process(id);
    int connectedBefore = process.causes(PublisherConnected.class).size();
    publisher.connect(answer.body());
    publisher.video(1, 0, MediaSamples.vp8KeyFrame(640, 360));
    process.awaitFacts(PublisherConnected.class, connectedBefore + 1);

    HttpResponse<String> restarted = http.patch(session, publisher.restartIce("nEXt"), any);
    publisher.restarted(restarted.body());
    publisher.changeAddress();
    int feedback = publisher.feedback().size();
    publisher.check();

    assertThat(restarted.statusCode()).as(restarted.body()).isEqualTo(200);
    assertThat(header(restarted, "Content-Type")).isEqualTo(FRAGMENT);
    assertThat(header(restarted, "ETag"))
        .matches("\"[^\"]+\"")
        .isNotEqualTo(header(answer, "ETag"));
    await().until(() -> publisher.feedback().size() > feedback);
    assertThat(http.patch(session, TRICKLE, header(answer, "ETag")).statusCode()).isEqualTo(412);
    assertThat(http.patch(session, TRICKLE, header(restarted, "ETag")).statusCode()).isEqualTo(204);
    assertThat(http.delete(session).statusCode()).isEqualTo(200);
  }

  @Test
  void w16_aDeleteEndsTheSessionWhateverTagItShows() {
    String session = location(posted());

    assertThat(http.delete(session, "If-Match", "\"stale\"").statusCode()).isEqualTo(200);
    assertThat(http.delete(session).statusCode()).isEqualTo(404);
    assertThat(http.send("GET", session, "").statusCode()).isEqualTo(404);
    assertThat(http.patch(session, TRICKLE, "*").statusCode()).isEqualTo(404);
  }

  @Test
  void w17_onlyAPostIsRedirectedAndTheSessionIsReachedByTheSameDoor() {
    HttpResponse<String> answer = posted();
    String path = header(answer, "Location");
    String owner = fleet.process(id).awaitRoute().getWhipUrl();

    assertThat(answer.uri().toString()).isEqualTo(door == Door.PROXY ? endpoint : owner);
    String byThisDoor = endpoint.substring(0, endpoint.indexOf("/whip/")) + path;
    assertThat(http.patch(byThisDoor, TRICKLE, "*").statusCode()).isEqualTo(204);
    HttpResponse<String> deleted = http.delete(byThisDoor);
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(deleted.uri().toString()).as("not redirected").isEqualTo(byThisDoor);
  }

  @Test
  void w18_whatMayComeTrueByWaitingIsAnsweredSo() {
    open("broken", Configs.recording("VP8", PREFIX + "broken-" + door + ".mkv"));
    ProcessWatch process = fleet.process(id);

    HttpResponse<String> answer =
        await()
            .pollInterval(Duration.ofMillis(5))
            .until(
                () -> {
                  killFfmpeg(process);
                  return posted();
                },
                reply -> reply.statusCode() == 503);

    assertThat(header(answer, "Retry-After")).matches("[1-9][0-9]*");
    assertThat(answer.body()).contains("NOT_READY");
    fleet.stop(id);
  }

  private static void killFfmpeg(ProcessWatch process) {
    process.causes(FfmpegStarted.class).stream()
        .flatMap(started -> ProcessHandle.of(started.getPid()).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void w19_theTokenOfTheProcessIsAskedForAndThatOfAnotherOpensNothing() {
    open("other", Configs.recordingFor("others", "VP8", PREFIX + "other-" + door + ".mkv"));
    String ownerOfOther = fleet.process(id).awaitRoute().getWorkerId();
    open("token", Configs.recordingFor("right", "VP8", PREFIX + "token-" + door + ".mkv"));
    String owner = fleet.process(id).awaitRoute().getWorkerId();
    String offer = publisher.offer("VP8/90000", "actpass");

    HttpResponse<String> without = http.post(endpoint, offer);
    HttpResponse<String> another = http.post(endpoint, offer, "Authorization", "Bearer others");
    HttpResponse<String> right = http.post(endpoint, offer, "Authorization", "bearer right");
    String session = location(right);

    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(header(without, "WWW-Authenticate")).startsWith("Bearer");
    assertThat(another.statusCode()).isEqualTo(owner.equals(ownerOfOther) ? 403 : 401);
    assertThat(right.statusCode()).as(right.body()).isEqualTo(201);
    assertThat(http.delete(session).statusCode()).isEqualTo(401);
    assertThat(http.patch(session, TRICKLE, "*").statusCode()).isEqualTo(401);
    assertThat(http.delete(session, "Authorization", "Bearer others").statusCode()).isIn(401, 403);
    assertThat(http.delete(session, "Authorization", "Bearer right").statusCode()).isEqualTo(200);
  }

  @Test
  void w20_aSessionIsUnguessableAndNoTwoAreAlike() {
    List<String> ids =
        IntStream.range(0, 5)
            .mapToObj(_ -> {
              String session = location(posted());
              http.delete(session);
              return session.substring(session.lastIndexOf('/') + 1);
            })
            .toList();

    assertThat(ids).doesNotHaveDuplicates().allMatch(text -> text.matches("[A-Za-z0-9_-]{22}"));
    assertThat(http.delete(endpoint + NO_SESSION).body())
        .isEqualTo(http.delete(endpoint + "/another").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "DELETE"})
  void w21_aFloodIsStoppedWithoutHarmToOthers(String method) {
    String stranger = "198.51.100." + (10 * door.ordinal() + method.length());
    String url = method.equals("POST") ? endpoint + "-nobody" : endpoint + NO_SESSION;

    HttpResponse<String> stopped =
        IntStream.range(0, 2_000)
            .mapToObj(_ -> http.send(method, url, "x", "X-Forwarded-For", stranger))
            .filter(answer -> answer.statusCode() == 429)
            .findFirst()
            .orElseThrow();

    assertThat(header(stopped, "Retry-After")).isEqualTo("1");
    assertThat(stopped.body()).contains("TOO_MANY_REQUESTS");
    HttpResponse<String> ofAnother = posted();
    assertThat(ofAnother.statusCode()).isEqualTo(201);
    http.delete(location(ofAnother));
  }

  @Test
  void w22_dtlsEndsTheSessionFromEitherSide() {
    HttpResponse<String> left = posted();
    publisher.connect(left.body());
    publisher.leave();
    await().until(() -> http.send("GET", location(left), "").statusCode() == 404);

    try (TestPublisher second = TestPublisher.open()) {
      HttpResponse<String> deleted = http.post(endpoint, second.offer("VP8/90000", "actpass"));
      second.connect(deleted.body());
      assertThat(http.delete(location(deleted)).statusCode()).isEqualTo(200);
      await().until(second::heardCloseNotify);
    }
  }

  @Test
  void w23_aSecondPublisherIsRefusedUnlessTakeoverIsOn() {
    HttpResponse<String> first = posted();
    assertThat(posted().statusCode()).isEqualTo(409);
    http.delete(location(first));

    WhipIngest takeover = WhipIngest.newBuilder(Configs.whip("VP8")).setTakeover(true).build();
    open(
        "takeover",
        Configs.config(
            takeover,
            List.of(),
            List.of(Configs.leg("recording", PREFIX + "takeover-" + door + ".mkv"))));
    String live = location(posted());
    assertThat(http.post(endpoint, "hello").statusCode()).isEqualTo(400);
    assertThat(http.send("GET", live, "").statusCode()).as("after a bad offer").isEqualTo(204);
    HttpResponse<String> second = posted();

    assertThat(second.statusCode()).isEqualTo(201);
    await().until(() -> http.send("GET", live, "").statusCode() == 404);
    assertThat(fleet.process(id).awaitFact(PublisherDisconnected.class).getReason())
        .isEqualTo("REPLACED");
    http.delete(location(second));
  }

  private HttpResponse<String> posted() {
    return http.post(endpoint, publisher.offer("VP8/90000", "actpass"));
  }
}
