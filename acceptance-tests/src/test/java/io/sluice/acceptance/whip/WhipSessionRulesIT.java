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
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import io.sluice.schemas.WhipIngest;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.TestPublisher;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to a session until it ends; a test or more a rule, each at every door. Sections are
/// of RFC 9725.
@ParameterizedClass
@EnumSource(Door.class)
@ExtendWith(SharedFleet.class)
class WhipSessionRulesIT extends WhipRules {
  WhipSessionRulesIT(Door door, Fleet fleet) {
    super("session", door, fleet);
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
            List.of(Configs.leg("recording", prefix + "takeover-" + door + ".mkv"))));
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
}
