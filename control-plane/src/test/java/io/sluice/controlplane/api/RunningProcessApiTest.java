package io.sluice.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.testing.HttpSide;
import io.sluice.controlplane.testing.ViewsOf;
import io.sluice.controlplane.views.Outcome;
import io.sluice.controlplane.views.ProcessStatus;
import io.sluice.schemas.ReleaseProcess;
import io.sluice.schemas.RestartProcess;
import io.sluice.schemas.UpdateProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The commands to a process that is started already.
class RunningProcessApiTest {
  private static final String BODY =
      """
      {"id":"demo","whipIngest":{"enabled":true},"output":[{"id":"file","address":"b.mkv"}],
       "supervision":{"reconnect":false,"memoryMib":256}}
      """;

  private final HttpSide api =
      HttpSide.start(ApiSettings.of(Duration.ofSeconds(20), Optional.empty()));

  @BeforeEach
  void aProcessRuns() {
    api.processes.changed(ViewsOf.process("demo", ProcessStatus.ACTIVE, 4));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void restartsAProcess() {
    settleAsAccepted();

    HttpResponse<String> response = post("/api/v1/processes/demo/restart");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("\"outcome\":\"ACCEPTED\"", "\"commandId\":\"k1\"");
    assertThat(api.commands.appended())
        .singleElement()
        .isInstanceOfSatisfying(
            RestartProcess.class, command -> assertThat(command.getProcessId()).isEqualTo("demo"));
  }

  @Test
  void releasesAProcess() {
    settleAsAccepted();

    assertThat(post("/api/v1/processes/demo/release").statusCode()).isEqualTo(200);

    assertThat(api.commands.appended()).hasOnlyElementsOfType(ReleaseProcess.class);
  }

  @Test
  void updatesAProcessWithTheWholeOfItsConfiguration() {
    settleAsAccepted();

    HttpResponse<String> response = put("/api/v1/processes/demo", BODY);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(api.commands.appended())
        .singleElement()
        .isInstanceOfSatisfying(
            UpdateProcess.class,
            command -> {
              assertThat(command.getConfig().getOutput().getFirst().getAddress())
                  .isEqualTo("b.mkv");
              assertThat(command.getConfig().getSupervision())
                  .hasValueSatisfying(supervision -> {
                    assertThat(supervision.getReconnect()).isFalse();
                    assertThat(supervision.getMemoryMib()).isEqualTo(256);
                  });
            });
  }

  @Test
  void refusesAnUpdateUnderAnotherId() {
    api.processes.changed(ViewsOf.process("other", ProcessStatus.ACTIVE, 4));

    HttpResponse<String> response = put("/api/v1/processes/other", BODY);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"reason\":\"ID_MISMATCH\"", "\"field\":\"id\"");
    assertThat(api.commands.appended()).isEmpty();
  }

  @Test
  void knowsOnlyProcessesThatWereStarted() {
    assertThat(post("/api/v1/processes/nobody/restart").statusCode()).isEqualTo(404);
    assertThat(post("/api/v1/processes/nobody/release").statusCode()).isEqualTo(404);
    assertThat(put("/api/v1/processes/nobody", BODY).statusCode()).isEqualTo(404);
  }

  @Test
  void tellsWhyAnUpdateIsRejected() {
    api.commands.onCommand(_ ->
        api.outcomes.settled(
            ViewsOf.result("demo", "k1", 5, Outcome.REJECTED, "NOT_STARTED", null, "start it")));

    HttpResponse<String> response = put("/api/v1/processes/demo", BODY);

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("\"reason\":\"NOT_STARTED\"", "start it");
  }

  private void settleAsAccepted() {
    api.commands.onCommand(_ -> {
      api.processes.changed(ViewsOf.process("demo", ProcessStatus.ACTIVE, 5));
      api.outcomes.settled(ViewsOf.result("demo", "k1", 5, Outcome.ACCEPTED, "", null, ""));
    });
  }

  private HttpResponse<String> post(String path) {
    return api.send(
        api.request(path).header("Idempotency-Key", "k1").POST(BodyPublishers.noBody()));
  }

  private HttpResponse<String> put(String path, String body) {
    return api.send(
        api.request(path)
            .header("Idempotency-Key", "k1")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }
}
