package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.fleet.SecureFleet;
import io.sluice.acceptance.http.HttpCalls;
import io.sluice.acceptance.log.Configs;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS all the way from the publisher by the gateway to the worker.
class SecureFleetIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void leadsAPublisherToAWorkerWhoseCertificateTheGatewayTrustsAndToNoOther(@TempDir Path folder)
      throws Exception {
    try (SecureFleet fleet = new SecureFleet(folder)) {
      fleet.commands().start("secret", Configs.recording("H264", "secret.mkv"));
      assertThat(fleet.process("secret").awaitRoute().getWhipUrl())
          .startsWith("https://127.0.0.1:");
      HttpCalls overTls = HttpCalls.trusting(fleet.gatewayCertificate().trust());
      String url = fleet.trustingWhipUrl("secret");
      String doubtingUrl = fleet.doubtingWhipUrl("secret");
      // Until both gateways have read the route, too.
      await().atMost(LONG).until(() -> overTls.get(url).statusCode() == 204);
      HttpCalls inClear = HttpCalls.staying();
      await().atMost(LONG).until(() -> inClear.get(doubtingUrl).body().contains("certificate"));

      HttpResponse<String> refused = inClear.offer(doubtingUrl);
      HttpResponse<String> published = overTls.offer(url);

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.body())
          .contains(
              "\"reason\":\"OWNER_UNREACHABLE\"",
              "the gateway does not trust the certificate of this process's worker");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
      String session = HttpCalls.location(published);
      assertThat(session).startsWith(url + "/");
      assertThat(overTls.delete(session).statusCode()).isEqualTo(200);
      fleet.commands().stop("secret");
      fleet.process("secret").awaitState("STOPPED");
    }
  }
}
