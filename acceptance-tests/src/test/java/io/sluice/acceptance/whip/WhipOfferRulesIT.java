package io.sluice.acceptance.whip;

import static io.sluice.acceptance.whip.RawWhip.SDP;
import static io.sluice.acceptance.whip.RawWhip.header;
import static io.sluice.acceptance.whip.RawWhip.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which offers are taken, and what is answered; a test or more a rule, each at every door.
/// Sections are of RFC 9725.
@ParameterizedClass
@EnumSource(Door.class)
@ExtendWith(SharedFleet.class)
class WhipOfferRulesIT extends WhipRules {
  WhipOfferRulesIT(Door door, Fleet fleet) {
    super("offer", door, fleet);
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
}
