package io.sluice.worker.whip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.identity.ProcessId;
import io.sluice.whip.BearerToken;
import io.sluice.whip.IceServers;
import io.sluice.whip.WhipReply;
import io.sluice.worker.ingest.IngestFact;
import io.sluice.worker.ingest.testing.OpenIngest;
import io.sluice.worker.peer.DisconnectReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who may ask how much, and who is told what (RFC 9725 §4.6, §4.7, §5).
class WhipLimitsTest {
  private static final String GATEWAY = "10.0.0.7";
  private static final IceServers SERVERS =
      IceServers.of(
          List.of("stun:stun.example.net", "turn:turn.example.net"),
          "north",
          Duration.ofHours(1),
          InstantSource.system());

  private final OpenIngest open =
      new OpenIngest("show", Optional.of(BearerToken.of("secret").orElseThrow().sha256Hex()));

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void countsThePublishersBehindAGatewayOneByOne() {
    WhipEndpoints endpoints = new WhipEndpoints(open.ingests(), Requests.limits(2, 100), SERVERS);

    for (int client = 1; client <= 20; client++) {
      WhipRequest guess = Requests.from(GATEWAY, "", "X-Forwarded-For", "192.0.2." + client);
      assertThat(endpoints.delete("show", "guess-" + client, guess).status()).isEqualTo(404);
    }
  }

  @Test
  void stopsWhoeverTriesIdsAndTokensWhateverHeForges() {
    WhipEndpoints endpoints = new WhipEndpoints(open.ingests(), Requests.limits(2, 100), SERVERS);

    for (int guess = 0; guess < 2; guess++) {
      assertThat(endpoints.getSession("show", "guess-" + guess, forging(guess)).status())
          .isEqualTo(404);
    }
    WhipReply stopped = endpoints.post("show", forging(3));

    assertThat(stopped.status()).isEqualTo(429);
    assertThat(stopped.header("Retry-After")).contains("1");
  }

  @Test
  void letsNoStrangerUseUpWhatAProcessMayBeAsked() {
    WhipEndpoints endpoints = new WhipEndpoints(open.ingests(), Requests.limits(1_000, 1), SERVERS);

    for (int i = 0; i < 10; i++) {
      assertThat(
              endpoints
                  .post("show", Requests.of("v=0", "Content-Type", "application/sdp"))
                  .status())
          .isEqualTo(401);
    }
    assertThat(endpoints.post("show", offer()).status()).isEqualTo(201);
    assertThat(endpoints.post("show", offer()).status()).isEqualTo(429);
  }

  @Test
  void tellsIceServersToThoseOnlyWhoMayPublish() {
    WhipEndpoints endpoints = new WhipEndpoints(open.ingests(), Requests.noLimits(), SERVERS);
    WhipRequest preflight =
        Requests.of("", "Access-Control-Request-Method", "POST", "Authorization", "Bearer secret");

    assertThat(links(endpoints.post("show", offer()))).isEqualTo(2);
    assertThat(links(endpoints.optionsOfEndpoint("show", offer()))).isEqualTo(2);
    assertThat(links(endpoints.optionsOfEndpoint("show", Requests.of("")))).isZero();
    assertThat(links(endpoints.optionsOfEndpoint("other", offer()))).isZero();
    assertThat(links(endpoints.optionsOfEndpoint("show", preflight))).isZero();
  }

  @Test
  void refusesTheTokenOfAnotherProcessByAnotherStatus() {
    WhipEndpoints endpoints = new WhipEndpoints(open.ingests(), Requests.noLimits(), SERVERS);
    TokenCheck tokens = new TokenCheck(open.ingests()::knowsToken);
    String otherHash = BearerToken.of("other").orElseThrow().sha256Hex();

    try (OpenIngest other = new OpenIngest("other", Optional.of(otherHash))) {
      WhipReply forbidden =
          tokens
              .problem(other.ingests().endpoint(new ProcessId("other")).orElseThrow(), offer())
              .orElseThrow();
      assertThat(forbidden.status()).isEqualTo(403);
    }
    WhipRequest unknown =
        Requests.of("v=0", "Content-Type", "application/sdp", "Authorization", "Bearer other");
    assertThat(endpoints.post("show", unknown).status()).isEqualTo(401);
  }

  @Test
  void letsASecondPublisherTakeOverWhereThatIsOn() {
    try (OpenIngest generous = OpenIngest.withTakeover("show")) {
      WhipEndpoints endpoints =
          new WhipEndpoints(generous.ingests(), Requests.noLimits(), IceServers.none());
      endpoints.post("show", offer());
      String first = generous.sessionId();

      assertThat(endpoints.post("show", offer()).status()).isEqualTo(201);
      assertThat(endpoints.getSession("show", first, Requests.of("")).status()).isEqualTo(404);
      assertThat(
              generous.facts().stream()
                  .filter(IngestFact.PublisherDisconnected.class::isInstance)
                  .map(IngestFact.PublisherDisconnected.class::cast))
          .extracting(IngestFact.PublisherDisconnected::reason)
          .containsExactly(DisconnectReason.REPLACED);
    }
  }

  private static long links(WhipReply reply) {
    return reply.headers().stream().filter(field -> field.name().equals("Link")).count();
  }

  private static WhipRequest forging(int client) {
    return Requests.from("203.0.113.5", "", "X-Forwarded-For", "192.0.2." + client);
  }

  private static WhipRequest offer() {
    return Requests.of(
        "v=0\r\n", "Content-Type", "application/sdp", "Authorization", "Bearer secret");
  }
}
