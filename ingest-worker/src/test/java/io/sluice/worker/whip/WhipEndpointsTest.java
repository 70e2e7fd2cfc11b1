package io.sluice.worker.whip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.whip.BearerToken;
import io.sluice.whip.IceServers;
import io.sluice.whip.WhipReply;
import io.sluice.worker.ingest.testing.OpenIngest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WhipEndpointsTest {
  private final OpenIngest open = new OpenIngest("show", Optional.empty());
  private final WhipEndpoints endpoints = of(open);

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void answersAnOfferWithASessionOfItsOwn() {
    WhipReply reply = endpoints.post("show", offer(null));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("Location")).contains("/whip/show/" + open.sessionId());
    assertThat(reply.header("Content-Type")).contains("application/sdp");
    assertThat(reply.header("ETag")).contains("\"tag\"");
    assertThat(reply.body()).startsWith("v=0");
  }

  @Test
  void refusesASecondPublisher() {
    endpoints.post("show", offer(null));

    assertThat(endpoints.post("show", offer(null)).status()).isEqualTo(409);
  }

  @Test
  void endsASessionOnce() {
    endpoints.post("show", offer(null));
    String session = open.sessionId();

    assertThat(endpoints.getSession("show", session, request(null, "")).status()).isEqualTo(204);
    assertThat(endpoints.delete("show", session, request(null, "")).status()).isEqualTo(200);
    assertThat(endpoints.delete("show", session, request(null, "")).status()).isEqualTo(404);
    assertThat(endpoints.getSession("show", session, request(null, "")).status()).isEqualTo(404);
  }

  @Test
  void knowsNoProcessButItsOwn() {
    assertThat(endpoints.post("other", offer(null)).status()).isEqualTo(404);
    assertThat(endpoints.post("..", offer(null)).status()).isEqualTo(404);
    assertThat(endpoints.getEndpoint("other", request(null, "")).status()).isEqualTo(404);
    assertThat(endpoints.getEndpoint("show", request(null, "")).status()).isEqualTo(204);
  }

  @Test
  void looksAtTheBodysTypeThenSizeThenContent() {
    String huge = "x".repeat(BodyCheck.MAX_BYTES + 1);

    assertThat(endpoints.post("show", request("text/plain", huge)).status()).isEqualTo(415);
    assertThat(endpoints.post("show", request(null, "v=0")).status()).isEqualTo(415);
    assertThat(endpoints.post("show", request("application/sdp", huge)).status()).isEqualTo(413);
    assertThat(endpoints.post("show", request("application/sdp", "")).status()).isEqualTo(400);
    assertThat(endpoints.post("show", request("Application/SDP; charset=utf-8", "v=0")).status())
        .isEqualTo(201);
  }

  @Test
  void asksForTheTokenOfTheProcess() {
    String hash = BearerToken.of("secret").orElseThrow().sha256Hex();
    try (OpenIngest guarded = new OpenIngest("show", Optional.of(hash))) {
      WhipEndpoints asking = of(guarded);

      WhipReply without = asking.post("show", offer(null));
      assertThat(without.status()).isEqualTo(401);
      assertThat(without.header("WWW-Authenticate")).isPresent();
      assertThat(asking.post("show", offer("Bearer wrong")).status()).isEqualTo(401);
      assertThat(asking.post("show", offer("bearer secret")).status()).isEqualTo(201);
      assertThat(
              asking.delete("show", guarded.sessionId(), request("application/sdp", "")).status())
          .isEqualTo(401);
      assertThat(asking.delete("show", guarded.sessionId(), offer("Bearer secret")).status())
          .isEqualTo(200);
    }
  }

  @Test
  void asksToComeAgainWhileFfmpegIsNotThere() {
    open.ffmpegEnds();

    WhipReply reply = endpoints.post("show", offer(null));

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
  }

  @Test
  void tellsBrowsersAndOthersWhatItTakes() {
    WhipRequest preflight = Requests.of("", "Access-Control-Request-Method", "POST");

    assertThat(endpoints.optionsOfEndpoint("show", preflight).status()).isEqualTo(204);
    assertThat(endpoints.optionsOfEndpoint("show", request(null, "")).header("Accept-Post"))
        .contains("application/sdp");
    assertThat(endpoints.optionsOfSession("show", request(null, "")).header("Accept-Patch"))
        .contains("application/trickle-ice-sdpfrag");
    assertThat(endpoints.otherMethodOnSession(request(null, "")).header("Allow"))
        .contains("GET, HEAD, OPTIONS, PATCH, DELETE");
  }

  private static WhipEndpoints of(OpenIngest ingest) {
    return new WhipEndpoints(ingest.ingests(), Requests.noLimits(), IceServers.none());
  }

  private static WhipRequest offer(@Nullable String authorization) {
    return authorization == null
        ? request("application/sdp", "v=0\r\n")
        : Requests.of("v=0\r\n", "Content-Type", "application/sdp", "Authorization", authorization);
  }

  private static WhipRequest request(@Nullable String contentType, String body) {
    return contentType == null ? Requests.of(body) : Requests.of(body, "Content-Type", contentType);
  }
}
