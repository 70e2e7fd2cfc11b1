package io.sluice.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.testing.HttpSide;
import io.sluice.controlplane.testing.ViewsOf;
import io.sluice.controlplane.views.Outcome;
import io.sluice.controlplane.views.ProcessStatus;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessesApiTest {
  private static final String BODY =
      "{\"id\":\"demo\",\"whipIngest\":{\"enabled\":true},"
          + "\"output\":[{\"id\":\"file\",\"address\":\"a.mkv\",\"options\":[]}]}";

  private HttpSide api = HttpSide.start();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void answersAnAcceptedStartWithTheProcessAsTheDeciderLeftIt() {
    acceptStarts();

    HttpResponse<String> response = start(BODY);

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(header(response, "Location")).isEqualTo("/api/v1/processes/demo");
    assertThat(header(response, "Content-Type")).startsWith("application/json");
    assertThat(response.body())
        .isEqualTo(
            """
            {"id":"demo","reference":"","whipIngest":{"enabled":true,"videoCodec":["H264"],\
            "audioCodec":["OPUS"],"videoPayloadType":96,"audioPayloadType":111,\
            "bearerTokenRequired":true,"start":"EAGER","takeover":false,\
            "onResolutionChange":"CONTINUE"},"input":[],"output":[{"id":"file","address":"a.mkv",\
            "options":["-c","copy"]}],"options":[],"metadata":{"room":"7"},"placement":{\
            "requiredLabels":{},"preferredLabels":{},"sameReference":"NONE"},"isolation":"CONTINUE",\
            "supervision":null,"status":{\
            "state":"ASSIGNED","reason":"","detail":"","forced":false,"sequence":3,\
            "changedAt":"2026-01-01T12:00:00Z","generation":1,"revision":1,"workerId":"w1",\
            "leavingWorkerId":null,\
            "whipPath":"/whip/demo","attempt":1,"ports":{"videoRtp":20000,"videoRtcp":20001,\
            "audioRtp":20002,"audioRtcp":20003},"ffmpegState":"RUNNING","ffmpegPid":4711,\
            "publisher":null,\
            "mediaFlowing":false,"failures":[],"progress":null,"reception":null}}\
            """);
    assertThat(api.commands.onlyStart().getProcessId()).isEqualTo("demo");
    assertThat(api.commands.onlyStart().getIssuedBy()).isEqualTo("http-api");
  }

  @Test
  void waitsUntilTheViewsShowWhatTheCommandDid() {
    api.processes.changed(ViewsOf.process("demo", ProcessStatus.STOPPED, 2));
    api.commands.onCommand(command -> {
      settle((StartProcess) command, Outcome.ACCEPTED, 3, "", null, "");
      Thread.startVirtualThread(
          () -> api.processes.changed(ViewsOf.process("demo", ProcessStatus.ASSIGNED, 3)));
    });

    assertThat(start(BODY).body()).contains("\"state\":\"ASSIGNED\"", "\"sequence\":3");
  }

  @Test
  void writesTheIdempotencyKeyAsTheCommandsId() {
    acceptStarts();

    HttpResponse<String> response = api.send(post(BODY).header("Idempotency-Key", "\"order-17\""));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(api.commands.onlyStart().getCommandId()).isEqualTo("order-17");
  }

  @Test
  void refusesAnIdempotencyKeyThatCannotBeACommandsId() {
    assertProblem(
        api.send(post(BODY).header("Idempotency-Key", "a b")), 400, "INVALID_IDEMPOTENCY_KEY");
    assertThat(api.commands.appended()).isEmpty();
  }

  @Test
  void mapsEachRejectionToItsStatus() {
    assertProblem(startRejected("ALREADY_STARTED", null), 409, "ALREADY_STARTED");
    assertProblem(startRejected("STILL_STOPPING", null), 409, "STILL_STOPPING");
    HttpResponse<String> invalid = startRejected("INVALID_CONFIG", "output[0].address");
    assertProblem(invalid, 422, "INVALID_CONFIG");
    assertThat(invalid.body())
        .contains("\"field\":\"output[0].address\"", "\"detail\":\"because\"", "\"commandId\":");
  }

  @Test
  void saysThatTheCommandMayStillBeSettledWhenNoOutcomeComesInTime() {
    api.close();
    api = HttpSide.start(ApiSettings.of(Duration.ofMillis(100), Optional.empty()));

    HttpResponse<String> response = api.send(post(BODY).header("Idempotency-Key", "k1"));

    assertProblem(response, 503, "OUTCOME_UNKNOWN");
    assertThat(header(response, "Retry-After")).isEqualTo("2");
    assertThat(response.body()).contains("\"commandId\":\"k1\"", "may still be settled");
    assertThat(api.commands.appended()).hasSize(1);
  }

  @Test
  void saysSoAtOnceWhenTheCommandCannotBeWritten() {
    api.commands.failWith(new IllegalStateException("no broker"));

    HttpResponse<String> response = start(BODY);

    assertProblem(response, 503, "OUTCOME_UNKNOWN");
    assertThat(response.body()).doesNotContain("no broker");
  }

  @Test
  void writesNothingBeforeTheViewsAreRead() {
    api.caughtUp.set(false);

    assertProblem(start(BODY), 503, "NOT_READY");
    assertThat(api.commands.appended()).isEmpty();
  }

  @Test
  void refusesABodyThatCannotBeRead() {
    assertProblem(start("{"), 400, "MALFORMED_JSON");
    assertProblem(start(""), 400, "MALFORMED_REQUEST");
    HttpResponse<String> unknown = start("{\"id\":\"demo\",\"colour\":1}");
    assertProblem(unknown, 422, "UNKNOWN_FIELD");
    assertThat(unknown.body())
        .contains("\"field\":\"colour\"", "\"instance\":\"/api/v1/processes\"");
    assertThat(api.commands.appended()).isEmpty();
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    String large =
        "{\"id\":\"demo\",\"reference\":\""
            + "x".repeat(ProcessesController.MAX_BODY_BYTES)
            + "\"}";

    assertProblem(start(large), 413, "TOO_LARGE");
    assertProblem(start(large.repeat(12)), 413, "TOO_LARGE");
  }

  @Test
  void refusesOtherMediaTypes() {
    HttpResponse<String> response =
        api.send(
            api.request("/api/v1/processes")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(BODY)));

    assertProblem(response, 415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void listsInTheOrderOfIdsAndByReferenceAndState() {
    api.processes.changed(ViewsOf.process("b", ProcessStatus.ACTIVE, 1, "room-1", true));
    api.processes.changed(ViewsOf.process("a", ProcessStatus.STOPPED, 1, "room-1", true));
    api.processes.changed(ViewsOf.process("c", ProcessStatus.ACTIVE, 1, "room-2", true));
    api.processes.changed(ViewsOf.process("never", ProcessStatus.ABSENT));

    assertThat(ids(get("/api/v1/processes"))).containsExactly("a", "b", "c");
    assertThat(ids(get("/api/v1/processes?reference=room-1"))).containsExactly("a", "b");
    assertThat(ids(get("/api/v1/processes?state=ACTIVE"))).containsExactly("b", "c");
    assertThat(ids(get("/api/v1/processes?reference=room-1&state=ACTIVE"))).containsExactly("b");
    assertThat(ids(get("/api/v1/processes?id=c,a,nobody,%20,c"))).containsExactly("c", "a");
    assertThat(ids(get("/api/v1/processes?reference=none"))).isEmpty();
    assertProblem(get("/api/v1/processes?state=ASLEEP"), 400, "UNKNOWN_STATE");
  }

  @Test
  void showsOneProcess() {
    api.processes.changed(ViewsOf.process("demo", ProcessStatus.ACTIVE));
    api.processes.changed(ViewsOf.process("never", ProcessStatus.ABSENT));

    assertThat(get("/api/v1/processes/demo").body()).startsWith("{\"id\":\"demo\"");
    assertProblem(get("/api/v1/processes/nobody"), 404, "UNKNOWN_PROCESS");
    assertProblem(get("/api/v1/processes/never"), 404, "UNKNOWN_PROCESS");
    assertProblem(get("/api/v1/processes/a%20b"), 404, "UNKNOWN_PROCESS");
  }

  @Test
  void answersAStopWithItsOutcome() {
    api.processes.changed(ViewsOf.process("demo", ProcessStatus.ACTIVE, 4));
    api.commands.onCommand(command -> {
      String id = ((StopProcess) command).getCommandId();
      api.processes.changed(ViewsOf.process("demo", ProcessStatus.STOPPING, 5));
      api.outcomes.settled(ViewsOf.result("demo", id, 5, Outcome.ACCEPTED, "", null, ""));
    });

    HttpResponse<String> response = delete("/api/v1/processes/demo", "k2");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"id\":\"demo\",\"commandId\":\"k2\",\"outcome\":\"ACCEPTED\",\"reason\":\"\","
                + "\"detail\":\"\",\"sequence\":5,\"state\":\"STOPPING\"}");
  }

  @Test
  void answersAStopOfWhatDoesNotRunWithNothingToDo() {
    api.processes.changed(ViewsOf.process("demo", ProcessStatus.STOPPED, 6));
    api.commands.onCommand(command ->
        api.outcomes.settled(
            ViewsOf.result(
                "demo",
                ((StopProcess) command).getCommandId(),
                6,
                Outcome.NOTHING_TO_DO,
                "NOT_RUNNING",
                null,
                "it does not run")));

    HttpResponse<String> response = delete("/api/v1/processes/demo", "k3");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"outcome\":\"NOTHING_TO_DO\"", "\"reason\":\"NOT_RUNNING\"");
  }

  @Test
  void refusesToStopWhatNobodyKnows() {
    assertProblem(delete("/api/v1/processes/nobody", "k4"), 404, "UNKNOWN_PROCESS");
    assertProblem(delete("/api/v1/processes/a%20b", "k4"), 404, "UNKNOWN_PROCESS");
    assertThat(api.commands.appended()).isEmpty();
  }

  @Test
  void doesNotCallAProcessUnknownBeforeTheViewsAreRead() {
    api.caughtUp.set(false);

    assertProblem(delete("/api/v1/processes/demo", "k5"), 503, "NOT_READY");
  }

  @Test
  void listsWorkers() {
    api.workers.heard(ViewsOf.worker("w2", ""));
    api.workers.heard(ViewsOf.worker("w1", "https://w1.example"));

    HttpResponse<String> response = get("/api/v1/workers");

    assertThat(ids(response)).containsExactly("w1", "w2");
    assertThat(response.body())
        .contains("\"freeLeases\":99", "\"cpuLoad\":null", "\"publicUrl\":\"https://w1.example\"")
        .contains("\"factsDropped\":0", "\"encoders\":[\"libx264\"],\"protocols\":[\"srt\"]");
  }

  @Test
  void answersUnknownPathsAndMethodsWithProblemsToo() {
    assertProblem(get("/nothing/here"), 404, "UNKNOWN_PATH");
    HttpResponse<String> patch =
        api.send(
            api.request("/api/v1/processes/demo")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{}")));
    assertProblem(patch, 405, "METHOD_NOT_ALLOWED");
    assertThat(header(patch, "Allow")).contains("GET").contains("PUT").contains("DELETE");
  }

  @Test
  void asksForTheTokenWhenOneIsConfigured() {
    api.close();
    api = HttpSide.start(ApiSettings.of(Duration.ofSeconds(20), Optional.of("s3cret")));

    HttpResponse<String> without = get("/api/v1/processes");
    HttpResponse<String> wrong =
        api.send(api.request("/api/v1/processes").header("Authorization", "Bearer other"));
    HttpResponse<String> right =
        api.send(api.request("/api/v1/processes").header("Authorization", "bearer s3cret"));

    assertProblem(without, 401, "TOKEN_MISSING");
    assertThat(header(without, "WWW-Authenticate")).isEqualTo("Bearer realm=\"api\"");
    assertProblem(wrong, 401, "TOKEN_INVALID");
    assertThat(header(wrong, "WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(right.statusCode()).isEqualTo(200);
    assertProblem(get("/api/nothing"), 401, "TOKEN_MISSING");
    assertProblem(get("/whip/demo"), 404, "UNKNOWN_PROCESS");
  }

  private void acceptStarts() {
    api.commands.onCommand(command -> {
      api.processes.changed(ViewsOf.process("demo", ProcessStatus.ASSIGNED, 3));
      settle((StartProcess) command, Outcome.ACCEPTED, 3, "", null, "");
    });
  }

  private HttpResponse<String> startRejected(String reason, @Nullable String field) {
    api.commands.onCommand(
        command -> settle((StartProcess) command, Outcome.REJECTED, 4, reason, field, "because"));
    return start(BODY);
  }

  private void settle(
      StartProcess command,
      Outcome outcome,
      long sequence,
      String reason,
      @Nullable String field,
      String detail) {
    api.outcomes.settled(
        ViewsOf.result(
            command.getProcessId(),
            command.getCommandId(),
            sequence,
            outcome,
            reason,
            field,
            detail));
  }

  private java.net.http.HttpRequest.Builder post(String body) {
    return api.request("/api/v1/processes")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> start(String body) {
    return api.send(post(body));
  }

  private HttpResponse<String> get(String path) {
    return api.send(api.request(path));
  }

  private HttpResponse<String> delete(String path, String key) {
    return api.send(api.request(path).header("Idempotency-Key", key).DELETE());
  }

  private static java.util.List<String> ids(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    // Legs have ids too, but no state of their own beside it.
    return java.util.regex.Pattern.compile("[\\[,]\\{\"id\":\"([^\"]+)\",\"(?:reference|state)")
        .matcher(response.body())
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static void assertProblem(HttpResponse<String> response, int status, String reason) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.body()).contains("\"reason\":\"" + reason + "\"");
  }

  private static String header(HttpResponse<String> response, String name) {
    return String.join(", ", response.headers().allValues(name));
  }
}
