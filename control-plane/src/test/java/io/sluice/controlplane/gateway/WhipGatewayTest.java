package io.sluice.controlplane.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.testing.FakeWorker;
import io.sluice.controlplane.testing.HttpSide;
import io.sluice.controlplane.testing.ViewsOf;
import io.sluice.controlplane.views.ProcessStatus;
import io.sluice.whip.limits.RequestRate;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhipGatewayTest {
  private static final String OFFER = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n";
  private static final String ANSWER = "v=0\r\na=ice-lite\r\n";
  private static final String SESSION = "/whip/demo/Zm9vYmFyLXNlc3Npb24x";

  private final FakeWorker worker = new FakeWorker();
  private HttpSide gateway = HttpSide.start();

  @BeforeEach
  void routeTheProcess() {
    gateway.processes.changed(ViewsOf.process("demo", ProcessStatus.ACTIVE));
    gateway.routes.published(ViewsOf.route("demo", "w1", worker.whipUrl("demo")));
  }

  @AfterEach
  void stop() {
    gateway.close();
    worker.close();
  }

  @Test
  void passesAnOfferOnAndTheAnswerBack() {
    worker.answers(
        201,
        Map.of(
            "Content-Type", "application/sdp",
            "Location", SESSION,
            "ETag", "\"ice-1\"",
            "Link", "<stun:192.0.2.1>; rel=\"ice-server\"",
            "Access-Control-Expose-Headers", "Location, ETag"),
        ANSWER);

    HttpResponse<String> response = post("/whip/demo?a=b");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo(ANSWER);
    assertThat(header(response, "Content-Type")).isEqualTo("application/sdp");
    assertThat(header(response, "Location")).isEqualTo(SESSION);
    assertThat(header(response, "ETag")).isEqualTo("\"ice-1\"");
    assertThat(header(response, "Link")).contains("ice-server");
    assertThat(header(response, "Access-Control-Expose-Headers")).isEqualTo("Location, ETag");
    FakeWorker.Seen seen = worker.onlySeen();
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.uri()).isEqualTo("/whip/demo?a=b");
    assertThat(seen.body()).isEqualTo(OFFER);
    assertThat(seen.header("Content-Type")).isEqualTo("application/sdp");
    assertThat(seen.header("Authorization")).isEqualTo("Bearer secret");
  }

  @Test
  void saysForWhomItForwards() {
    gateway.send(
        gateway
            .request("/whip/demo")
            .header("X-Forwarded-For", "192.0.2.7")
            .header("X-Forwarded-Proto", "https")
            .POST(BodyPublishers.ofString(OFFER)));

    FakeWorker.Seen seen = worker.onlySeen();
    assertThat(seen.header("X-Forwarded-For")).isEqualTo("192.0.2.7, 127.0.0.1");
    assertThat(seen.header("X-Forwarded-Proto")).isEqualTo("https");
    assertThat(seen.header("X-Forwarded-Host")).isEqualTo(gateway.url("").getAuthority());
    assertThat(seen.header("Forwarded")).startsWith("for=127.0.0.1;proto=http;host=\"127.0.0.1:");
    assertThat(seen.header("Via")).isEqualTo("1.1 sluice");
  }

  @Test
  void passesPatchOnWithIfMatch() {
    worker.answers(204, Map.of(), "");

    HttpResponse<String> response =
        gateway.send(
            gateway
                .request(SESSION)
                .header("Content-Type", "application/trickle-ice-sdpfrag")
                .header("If-Match", "\"ice-1\"")
                .method("PATCH", BodyPublishers.ofString("a=end-of-candidates\r\n")));

    assertThat(response.statusCode()).isEqualTo(204);
    FakeWorker.Seen seen = worker.onlySeen();
    assertThat(seen.method()).isEqualTo("PATCH");
    assertThat(seen.uri()).isEqualTo(SESSION);
    assertThat(seen.header("If-Match")).isEqualTo("\"ice-1\"");
    assertThat(seen.body()).isEqualTo("a=end-of-candidates\r\n");
  }

  @Test
  void passesDeleteOn() {
    worker.answers(200, Map.of(), "");

    HttpResponse<String> response = gateway.send(gateway.request(SESSION).DELETE());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(worker.onlySeen().method()).isEqualTo("DELETE");
    assertThat(worker.onlySeen().uri()).isEqualTo(SESSION);
  }

  @Test
  void passesHeadAndPlainOptionsOn() {
    worker.answers(200, Map.of("Accept-Post", "application/sdp"), "");

    HttpResponse<String> options = method("OPTIONS", "/whip/demo");
    HttpResponse<String> head = method("HEAD", "/whip/demo");

    assertThat(options.statusCode()).isEqualTo(200);
    assertThat(header(options, "Accept-Post")).isEqualTo("application/sdp");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(worker.seen())
        .extracting(FakeWorker.Seen::method)
        .containsExactly("OPTIONS", "HEAD");
  }

  @Test
  void passesARefusalOfTheOwnerBackAsItIs() {
    worker.answers(
        401,
        Map.of("WWW-Authenticate", "Bearer", "Content-Type", "application/problem+json"),
        "{\"status\":401}");

    HttpResponse<String> response = post("/whip/demo");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(response.body()).isEqualTo("{\"status\":401}");
  }

  @Test
  void turnsALocationOnTheOwnerIntoAPath() {
    worker.answers(201, Map.of("Location", worker.url() + SESSION), ANSWER);

    HttpResponse<String> response = post("/whip/demo");

    assertThat(header(response, "Location")).isEqualTo(SESSION);
  }

  @Test
  void dropsWhatIsOfOneConnectionOnly() {
    worker.answers(
        201, Map.of("Connection", "X-Private", "X-Private", "1", "Location", SESSION), ANSWER);

    HttpResponse<String> response = post("/whip/demo");

    assertThat(response.headers().firstValue("X-Private")).isEmpty();
    assertThat(header(response, "Location")).isEqualTo(SESSION);
  }

  @Test
  void answersAPreflightItselfAndWithoutAToken() {
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request("/whip/nobody-knows")
                .header("Origin", "https://studio.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(response, "Access-Control-Allow-Methods")).contains("POST");
    assertThat(header(response, "Access-Control-Allow-Headers"))
        .isEqualTo("Authorization, Content-Type, If-Match");
    assertThat(response.headers().firstValue("Link")).isEmpty();
    assertThat(worker.seen()).isEmpty();
  }

  @Test
  void refusesAnUnknownProcess() {
    HttpResponse<String> response = post("/whip/nobody-knows");

    assertProblem(response, 404, "UNKNOWN_PROCESS");
    assertThat(response.headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void refusesAStoppedProcess() {
    gateway.processes.changed(ViewsOf.process("old", ProcessStatus.STOPPED));

    assertProblem(post("/whip/old"), 404, "UNKNOWN_PROCESS");
  }

  @Test
  void refusesAProcessWithoutWhip() {
    gateway.processes.changed(ViewsOf.process("pull", ProcessStatus.ACTIVE, 1, "", false));

    assertProblem(post("/whip/pull"), 404, "UNKNOWN_PROCESS");
  }

  @Test
  void asksToWaitForAProcessThatHasNoRouteYet() {
    gateway.processes.changed(ViewsOf.process("soon", ProcessStatus.WAITING));

    HttpResponse<String> response = post("/whip/soon");

    assertProblem(response, 503, "NOT_READY");
    assertThat(header(response, "Retry-After")).isEqualTo("2");
  }

  @Test
  void saysThatTheSessionOfAProcessWithoutRouteHasEnded() {
    gateway.processes.changed(ViewsOf.process("soon", ProcessStatus.ASSIGNED));

    HttpResponse<String> response =
        gateway.send(gateway.request("/whip/soon/Zm9vYmFyLXNlc3Npb24x").DELETE());

    assertProblem(response, 404, "UNKNOWN_SESSION");
  }

  @Test
  void asksToWaitWhileItsOwnViewsAreNotYetRead() {
    gateway.caughtUp.set(false);

    assertProblem(post("/whip/nobody-knows"), 503, "NOT_READY");
  }

  @Test
  void refusesOtherMethodsWithThoseItTakes() {
    HttpResponse<String> put =
        gateway.send(gateway.request("/whip/demo").PUT(BodyPublishers.ofString(OFFER)));
    HttpResponse<String> post = post(SESSION);

    assertProblem(put, 405, "METHOD_NOT_ALLOWED");
    assertThat(header(put, "Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertProblem(post, 405, "METHOD_NOT_ALLOWED");
    assertThat(header(post, "Allow")).isEqualTo("GET, HEAD, OPTIONS, PATCH, DELETE");
  }

  @Test
  void refusesAPathThatNamesNeitherEndpointNorSession() {
    assertProblem(post("/whip/a/b/c"), 404, "UNKNOWN_PATH");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request("/whip/demo")
                .POST(BodyPublishers.ofByteArray(new byte[WhipGateway.MAX_BODY_BYTES + 1])));

    assertProblem(response, 413, "TOO_LARGE");
    assertThat(worker.seen()).isEmpty();
  }

  @Test
  void holdsEachClientBehindATrustedProxyToANumberOfRequests() {
    gateway.close();
    gateway = HttpSide.start(new RequestRate(1, 2));
    routeTheProcess();

    postFor("192.0.2.1");
    postFor("198.51.100.9, 192.0.2.1");
    HttpResponse<String> third = postFor("192.0.2.1");
    HttpResponse<String> ofAnother = postFor("192.0.2.2");

    assertProblem(third, 429, "TOO_MANY_REQUESTS");
    assertThat(header(third, "Retry-After")).isEqualTo("1");
    assertThat(ofAnother.statusCode()).isEqualTo(204);
    assertThat(worker.seen()).hasSize(3);
  }

  @Test
  void asksToTryAgainWhenTheOwnerTakesNoConnection() {
    worker.close();

    HttpResponse<String> response = post("/whip/demo");

    assertProblem(response, 503, "OWNER_UNREACHABLE");
    assertThat(header(response, "Retry-After")).isEqualTo("3");
  }

  @Test
  void saysSoWhenTheOwnerBreaksOff() {
    worker.answers(exchange -> exchange.close());

    HttpResponse<String> response = post("/whip/demo");

    assertProblem(response, 502, "OWNER_FAILED");
    assertThat(header(response, "Retry-After")).isEqualTo("3");
  }

  @Test
  void redirectsThePostOnlyAndOnlyToAnOwnerThatCanBeReached() {
    gateway.close();
    gateway = HttpSide.start(GatewayMode.REDIRECT);
    routeTheProcess();

    HttpResponse<String> beforeHeartbeat = post("/whip/demo");
    gateway.workers.heard(ViewsOf.worker("w1", "https://w1.example/"));
    HttpResponse<String> redirected = post("/whip/demo?a=b");
    HttpResponse<String> deleted = gateway.send(gateway.request(SESSION).DELETE());

    assertThat(beforeHeartbeat.statusCode()).isEqualTo(204);
    assertThat(redirected.statusCode()).isEqualTo(307);
    assertThat(header(redirected, "Location")).isEqualTo("https://w1.example/whip/demo?a=b");
    assertThat(header(redirected, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertThat(worker.seen()).extracting(FakeWorker.Seen::method).containsExactly("POST", "DELETE");
  }

  private HttpResponse<String> post(String path) {
    return gateway.send(
        gateway
            .request(path)
            .header("Content-Type", "application/sdp")
            .header("Authorization", "Bearer secret")
            .POST(BodyPublishers.ofString(OFFER)));
  }

  private HttpResponse<String> postFor(String client) {
    return gateway.send(
        gateway
            .request("/whip/demo")
            .header("X-Forwarded-For", client)
            .POST(BodyPublishers.ofString(OFFER)));
  }

  private HttpResponse<String> method(String method, String path) {
    return gateway.send(gateway.request(path).method(method, BodyPublishers.noBody()));
  }

  private static void assertProblem(HttpResponse<String> response, int status, String reason) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(response.body()).contains("\"reason\":\"" + reason + "\"");
    assertThat(response.body()).contains("\"status\":" + status);
  }

  private static String header(HttpResponse<String> response, String name) {
    return String.join(", ", response.headers().allValues(name));
  }
}
