package io.sluice.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.testing.HttpSide;
import io.sluice.controlplane.testing.ViewsOf;
import io.sluice.controlplane.views.ProcessStatus;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.identity.WorkerId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkersApiTest {
  private static final WorkerId W1 = new WorkerId("w1");

  private final HttpSide api = HttpSide.start();

  @BeforeEach
  void aWorkerRuns() {
    api.workers.heard(ViewsOf.worker("w1", ""));
    api.workers.heard(ViewsOf.worker("w2", ""));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void drainsAWorkerAndSaysWhatIsLeftOnIt() {
    api.processes.changed(ViewsOf.process("demo", ProcessStatus.ACTIVE, 4));

    HttpResponse<String> answer =
        post("/api/v1/workers/w1/drain", "{\"deadlineSeconds\":60,\"reason\":\"new kernel\"}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"state\":\"DRAINING\"", "\"reason\":\"new kernel\"", "\"remaining\":1");
    WorkerView.Drain drain = drain();
    assertThat(Duration.between(drain.issuedAt(), drain.deadline())).hasSeconds(60);
  }

  @Test
  void givesPublishersTenMinutesUnlessItIsToldOtherwise() {
    post("/api/v1/workers/w1/drain", "");

    WorkerView.Drain drain = drain();
    assertThat(Duration.between(drain.issuedAt(), drain.deadline())).hasMinutes(10);
  }

  @Test
  void takesADrainedWorkerBack() {
    post("/api/v1/workers/w1/drain", "");

    HttpResponse<String> answer = post("/api/v1/workers/w1/undrain", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"READY\"", "\"drain\":null");
  }

  @Test
  void showsOneWorkerOrAll() {
    assertThat(get("/api/v1/workers/w2").body()).contains("\"id\":\"w2\"").doesNotContain("w1");
    assertThat(get("/api/v1/workers").body()).contains("\"id\":\"w1\"", "\"id\":\"w2\"");
  }

  @Test
  void refusesWhatItCannotDoAndSaysWhy() {
    assertThat(post("/api/v1/workers/w9/drain", "").body()).contains("UNKNOWN_WORKER");
    assertThat(post("/api/v1/workers/w9/undrain", "").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/workers/w9").statusCode()).isEqualTo(404);
    assertThat(post("/api/v1/workers/w1/drain", "{\"deadlineSeconds\":-1}").body())
        .contains("OUT_OF_RANGE", "\"field\":\"deadlineSeconds\"");
    assertThat(post("/api/v1/workers/w1/drain", "{\"deadline\":60}").statusCode()).isEqualTo(422);
    api.caughtUp.set(false);
    assertThat(post("/api/v1/workers/w1/drain", "").body()).contains("NOT_READY");
  }

  private WorkerView.Drain drain() {
    return Objects.requireNonNull(api.workers.find(W1).orElseThrow().drain());
  }

  private HttpResponse<String> post(String path, String body) {
    return api.send(
        api.request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) {
    return api.send(api.request(path).GET());
  }
}
