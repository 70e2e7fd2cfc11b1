package io.sluice.controlplane.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.api.ApiSettings;
import io.sluice.controlplane.testing.FakeWorker;
import io.sluice.controlplane.testing.HttpSide;
import io.sluice.controlplane.testing.ViewsOf;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.identity.WorkerId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreviewControllerTest {
  private final FakeWorker worker = new FakeWorker();
  private final HttpSide http = HttpSide.start();

  @AfterEach
  void close() {
    http.close();
    worker.close();
  }

  @Test
  void fetchesFromTheWorkerThatHoldsTheProcess() {
    runsOn(worker.url());
    worker.answers(
        200,
        Map.of("Content-Type", "application/vnd.apple.mpegurl", "Cache-Control", "no-cache"),
        "#EXTM3U");

    HttpResponse<String> answer = http.send(http.request("/preview/camera/"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("#EXTM3U");
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/vnd.apple.mpegurl");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(worker.seen()).extracting(FakeWorker.Seen::uri).containsExactly("/preview/camera/");
  }

  @Test
  void namesFilesAsTheWorkerKnowsThem() {
    runsOn(worker.url());

    http.send(http.request("/preview/camera/a%20b%3F1.ts"));

    assertThat(worker.seen())
        .extracting(FakeWorker.Seen::uri)
        .containsExactly("/preview/camera/a%20b%3F1.ts");
  }

  @Test
  void passesAMissingFileOn() {
    runsOn(worker.url());
    worker.answers(404, Map.of("Content-Type", "application/problem+json"), "{}");

    assertThat(http.send(http.request("/preview/camera/live1.ts")).statusCode()).isEqualTo(404);
  }

  @Test
  void answers404WithoutAWorker() {
    assertThat(http.send(http.request("/preview/camera/")).statusCode()).isEqualTo(404);
    assertThat(http.send(http.request("/preview/a%2F..%2Fb/live1.ts")).statusCode()).isEqualTo(404);
  }

  @Test
  void answers502WhenTheWorkerDoesNot() {
    runsOn("http://127.0.0.1:1");

    assertThat(http.send(http.request("/preview/camera/")).statusCode()).isEqualTo(502);
  }

  @Test
  void saysWhereThePlaylistIsOnceThereIsOne() {
    assertThat(state("nobody")).isEqualTo("{\"playlist\":null}");
    assertThat(state("a%22b")).isEqualTo("{\"playlist\":null}");

    runsOn(worker.url());
    worker.answers(404, Map.of("Content-Type", "application/problem+json"), "{}");
    assertThat(state("camera")).isEqualTo("{\"playlist\":null}");

    worker.answers(200, Map.of("Content-Type", "application/vnd.apple.mpegurl"), "#EXTM3U");
    assertThat(state("camera")).isEqualTo("{\"playlist\":\"/preview/camera/\"}");
  }

  @Test
  void asksForTheTokenOfTheApi() {
    try (HttpSide guarded =
        HttpSide.start(ApiSettings.of(Duration.ofSeconds(20), Optional.of("word")))) {
      assertThat(guarded.send(guarded.request("/preview/camera/")).statusCode()).isEqualTo(401);
      assertThat(
              guarded
                  .send(guarded.request("/preview/camera/").header("Authorization", "Bearer word"))
                  .statusCode())
          .isEqualTo(404);
    }
  }

  private String state(String process) {
    HttpResponse<String> answer =
        http.send(http.request("/api/v1/processes/" + process + "/preview"));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private void runsOn(String url) {
    http.routes.published(ViewsOf.route("camera", "alpha", url + "/whip/camera"));
    http.workers.heard(
        new WorkerView(
            new WorkerId("alpha"),
            1,
            "READY",
            ViewsOf.NOON,
            url,
            "",
            List.of(),
            100,
            1,
            99,
            -1,
            -1,
            0,
            new WorkerView.Ffmpeg("5.1", List.of(), List.of(), List.of(), List.of()),
            Map.of(),
            null));
  }
}
