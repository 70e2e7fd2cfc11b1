package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.ffmpeg.DtlsRole;
import io.sluice.acceptance.ffmpeg.FfmpegPublisher;
import io.sluice.acceptance.ffmpeg.Recording;
import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.acceptance.fleet.MemberJvm;
import io.sluice.acceptance.http.HttpCalls;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.acceptance.program.SluiceCli;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.MoveBegan;
import io.sluice.schemas.PlacementLost;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker that is taken out of service loses no stream and keeps nobody waiting.
class DrainIT {
  private static final String LIVE = "live";
  private static final List<String> IDLE = List.of("idle-1", "idle-2", "idle-3");
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpCalls http = HttpCalls.staying();

  @Test
  void movesIdleProcessesAtOnceAndAStreamWhenItsPublisherLeaves(@TempDir Path folder)
      throws Exception {
    try (FragileFleet fleet = new FragileFleet(folder, LEASE)) {
      fleet.startControlPlane();
      startWorker(fleet, folder, "worker-1", Map.of());
      ProcessWatch live = startProcesses(fleet);
      try (FfmpegPublisher publisher =
          FfmpegPublisher.start(fleet.whipUrl(LIVE), DtlsRole.PASSIVE)) {
        live.awaitFact(MediaStarted.class);
        Route before = live.awaitRoute();
        startWorker(fleet, folder, "worker-2", Map.of());

        CompletableFuture<Command> drain =
            CompletableFuture.supplyAsync(
                () -> SluiceCli.run(fleet.bootstrap(), "drain", "worker-1", "--deadline", "10m"));
        IDLE.forEach(id -> checkMovedWithoutAGap(fleet.process(id)));
        JsonNode worker = awaitPublishing(fleet, 1);
        assertThat(worker.path("state").asText()).isEqualTo("DRAINING");
        assertThat(worker.path("drain").path("remaining").asInt()).isEqualTo(1);
        assertThat(live.route()).contains(before);

        publisher.quit();

        assertThat(live.awaitRouteAfter(before).getWorkerId()).isEqualTo("worker-2");
        checkMovedWithoutAGap(live);
        Command told = drain.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(told.exitCode()).as(told.output()).isZero();
        assertThat(told.output()).contains("of 4 moved", "waits for its publisher until");
        assertThat(told.output()).contains("4 of 4 moved", "worker-1 is empty");
      }
      Recording.of(folder.resolve("worker-1/live.mkv")).decodes();

      publishAgain(fleet, live);
      takeBack(fleet);
    }
  }

  private void publishAgain(FragileFleet fleet, ProcessWatch live) {
    try (FfmpegPublisher again = FfmpegPublisher.start(fleet.whipUrl(LIVE), DtlsRole.PASSIVE)) {
      MediaStarted media = live.awaitFacts(MediaStarted.class, 2).getLast();
      assertThat(media.getOrigin().getWorkerId()).isEqualTo("worker-2");
      assertThat(again.quit()).isZero();
    }
    // It was there before he came.
    List<String> causes =
        live.history().stream()
            .flatMap(t -> t.getCause().stream())
            .map(cause -> cause.getType().replaceFirst(".*\\.", ""))
            .toList();
    assertThat(causes.lastIndexOf(FfmpegStarted.class.getSimpleName()))
        .isLessThan(causes.lastIndexOf(PublisherConnected.class.getSimpleName()));
  }

  private void takeBack(FragileFleet fleet) {
    JsonNode worker = json(http.postJson(fleet.apiUrl("/api/v1/workers/worker-1/undrain"), ""));
    assertThat(worker.path("state").asText()).isEqualTo("READY");
    assertThat(worker.path("drain").isNull()).isTrue();
  }

  @Test
  void movesEverythingOnSigtermBeforeItEnds(@TempDir Path folder) throws Exception {
    try (FragileFleet fleet = new FragileFleet(folder, LEASE)) {
      fleet.startControlPlane();
      MemberJvm worker =
          startWorker(fleet, folder, "worker-1", Map.of("sluice.worker.drain-limit", "4s"));
      ProcessWatch live = startProcesses(fleet);
      // It does not notice that nobody hears it any more.
      try (FfmpegPublisher _ = FfmpegPublisher.start(fleet.whipUrl(LIVE), DtlsRole.PASSIVE)) {
        live.awaitFact(MediaStarted.class);
        startWorker(fleet, folder, "worker-2", Map.of());

        worker.terminate();

        IDLE.forEach(id -> checkMovedWithoutAGap(fleet.process(id)));
        checkMovedWithoutAGap(live);
        Awaitility.await().atMost(PATIENCE).until(() -> !worker.isRunning());
      }
      Recording.of(folder.resolve("worker-1/live.mkv")).decodes();
    }
  }

  @Test
  void endsOnSigtermThoughNobodyCanTakeOver(@TempDir Path folder) throws Exception {
    try (FragileFleet fleet = new FragileFleet(folder, LEASE)) {
      fleet.startControlPlane();
      MemberJvm worker =
          startWorker(fleet, folder, "worker-1", Map.of("sluice.worker.drain-limit", "2s"));
      startProcesses(fleet);

      worker.terminate();

      Awaitility.await().atMost(PATIENCE).until(() -> !worker.isRunning());
      for (String id : IDLE) {
        ProcessSnapshot waiting = fleet.process(id).awaitState("WAITING");
        assertThat(waiting.getReason()).isEqualTo("NO_WORKER");
        assertThat(fleet.process(id).events(PlacementLost.class))
            .extracting(PlacementLost::getReason)
            .containsExactly("DRAINED");
      }
    }
  }

  private static ProcessWatch startProcesses(FragileFleet fleet) {
    fleet.commands().start(LIVE, Configs.recording("H264", LIVE + ".mkv"));
    IDLE.forEach(id -> fleet.commands().start(id, Configs.recording("H264", id + ".mkv")));
    IDLE.forEach(id -> fleet.process(id).awaitRoute());
    ProcessWatch live = fleet.process(LIVE);
    live.awaitRoute();
    return live;
  }

  /// Publishers were led to the one worker until the other took them in.
  private static void checkMovedWithoutAGap(ProcessWatch process) {
    process.awaitEvent(MoveBegan.class);
    List<PortsAllocated> allocated = process.awaitFacts(PortsAllocated.class, 2);
    assertThat(allocated.getLast().getOrigin().getWorkerId()).isEqualTo("worker-2");
    Route route =
        Awaitility.await()
            .atMost(PATIENCE)
            .until(process::route, r -> r.filter(n -> n.getGeneration() == 2).isPresent())
            .orElseThrow();
    assertThat(route.getWorkerId()).isEqualTo("worker-2");
    assertThat(process.routes()).doesNotContain(Optional.empty());
  }

  private JsonNode awaitPublishing(FragileFleet fleet, int remaining) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> json(http.get(fleet.apiUrl("/api/v1/workers/worker-1"))),
            worker ->
                worker.path("drain").path("remaining").asInt() == remaining
                    && worker.path("drain").path("publishing").asInt() == remaining);
  }

  /// With an output folder of its own, and heard by the control plane.
  private MemberJvm startWorker(
      FragileFleet fleet, Path folder, String id, Map<String, Object> more) throws IOException {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("sluice.worker.out-dir", folder.resolve(id).toString());
    MemberJvm worker = fleet.startWorker(id, settings);
    http.awaitOk(fleet.apiUrl("/api/v1/workers/" + id));
    return worker;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
