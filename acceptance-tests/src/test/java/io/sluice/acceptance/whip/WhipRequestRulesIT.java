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
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which requests are taken, by whom and how often; a test or more a rule, each at every door.
/// Sections are of RFC 9725.
@ParameterizedClass
@EnumSource(Door.class)
@ExtendWith(SharedFleet.class)
class WhipRequestRulesIT extends WhipRules {
  WhipRequestRulesIT(Door door, Fleet fleet) {
    super("request", door, fleet);
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
    open("token", Configs.recordingFor("right", "VP8", prefix + "token-" + door + ".mkv"));

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
    open("broken", Configs.recording("VP8", prefix + "broken-" + door + ".mkv"));
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

  @Test
  void w19_theTokenOfTheProcessIsAskedForAndThatOfAnotherOpensNothing() {
    open("other", Configs.recordingFor("others", "VP8", prefix + "other-" + door + ".mkv"));
    String ownerOfOther = fleet.process(id).awaitRoute().getWorkerId();
    open("token", Configs.recordingFor("right", "VP8", prefix + "token-" + door + ".mkv"));
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

  private static void killFfmpeg(ProcessWatch process) {
    process.causes(FfmpegStarted.class).stream()
        .flatMap(started -> ProcessHandle.of(started.getPid()).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }
}
