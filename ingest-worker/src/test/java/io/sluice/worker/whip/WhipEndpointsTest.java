package io.sluice.worker.whip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.whip.BearerToken;
import io.sluice.whip.WhipReply;
import io.sluice.worker.ingest.testing.OpenIngest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WhipEndpointsTest {
  private final OpenIngest open = new OpenIngest("show", Optional.empty());
  private final WhipEndpoints endpoints = new WhipEndpoints(open.ingests()::endpoint);

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
    String huge = "x".repeat(WhipEndpoints.MAX_OFFER_BYTES + 1);

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
      WhipEndpoints asking = new WhipEndpoints(guarded.ingests()::endpoint);

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
    WhipRequest preflight = new WhipRequest("/whip/show", null, null, null, "POST", new byte[0]);

    assertThat(endpoints.optionsOfEndpoint(preflight).status()).isEqualTo(204);
    assertThat(endpoints.optionsOfEndpoint(request(null, "")).header("Accept-Post"))
        .contains("application/sdp");
    assertThat(endpoints.otherMethodOnSession(request(null, "")).header("Allow"))
        .hasValueSatisfying(allow -> assertThat(allow).contains("DELETE").doesNotContain("PATCH"));
  }

  private static WhipRequest offer(@Nullable String authorization) {
    return new WhipRequest(
        "/whip/show", authorization, "application/sdp", "test", null, bytes("v=0\r\n"));
  }

  private static WhipRequest request(@Nullable String contentType, String body) {
    return new WhipRequest("/whip/show", null, contentType, null, null, bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
