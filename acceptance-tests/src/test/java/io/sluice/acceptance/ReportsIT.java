package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.acceptance.fleet.MemberJvm;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.http.HttpCalls;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.Observed;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.acceptance.program.SluiceCli;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.WhipIngest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What each run of FFmpeg leaves behind can be read on Kafka, over HTTP and at the terminal, also
/// when its worker is gone, and holds no secret.
@ExtendWith(SharedFleet.class)
class ReportsIT {
  private static final String INPUT = "testsrc2=size=320x180:rate=10";

  private final Fleet fleet;
  private final HttpCalls http = HttpCalls.staying();

  ReportsIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  void showsOneRunOnKafkaOverHttpAndAtTheTerminal() {
    String id = "reported";
    fleet.commands().start(id, Configs.withoutWhip(id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    FfmpegStarted started = process.awaitFact(FfmpegStarted.class);
    process.awaitReport(1, 1, report -> report.getFrames() > 10);

    fleet.stop(id);
    FfmpegReport ended = process.awaitReport(1, 1, FfmpegReport::getEnded);
    String list = http.get(reportsUrl(id)).body();
    String whole = http.get(reportsUrl(id) + "/1/1").body();
    Command shown = SluiceCli.run(fleet.bootstrap(), "report", id);

    assertThat(ended.getPid()).isEqualTo(started.getPid());
    assertThat(ended.getFfmpegVersion()).isNotEmpty();
    assertThat(ended.getArguments()).containsSubsequence("-f", "lavfi", "-i", INPUT);
    assertThat(ended.getArguments().getLast()).endsWith("/" + id + ".mkv");
    assertThat(ended.getFrames()).isGreaterThan(10);
    assertThat(ended.getBytes()).isPositive();
    assertThat(ended.getReason()).isEqualTo("STOPPED");
    assertThat(ended.getExpected()).isTrue();
    assertThat(ended.getExitCode()).contains(0);
    assertThat(list).contains("\"generation\":1", "\"attempt\":1", "\"ended\":true");
    assertThat(whole).contains(INPUT, "\"exitCode\":0", "\"pid\":" + started.getPid());
    assertThat(shown.outputOrFail())
        .contains(id + ", run 1/1 on worker-", INPUT, "ended STOPPED, exit code 0, as asked")
        .contains("pid " + started.getPid());
    assertThat(shown.output().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void tellsWhatARunThatFailedHadToSay() {
    String id = "reported-failure";
    fleet.commands().start(id, sending("rtmp://127.0.0.1:9/live/clear-key"));
    ProcessWatch process = fleet.process(id);

    FfmpegReport ended = process.awaitReport(1, 1, FfmpegReport::getEnded);
    FfmpegReport second = process.awaitReport(1, 2, FfmpegReport::getEnded);
    String list = http.get(reportsUrl(id)).body();
    fleet.stop(id);
    Command shown = SluiceCli.run(fleet.bootstrap(), "report", id, "--run", "1/1");

    assertThat(ended.getExpected()).isFalse();
    assertThat(second.getPid()).isNotEqualTo(ended.getPid());
    assertThat(ended.getFirstLines())
        .anySatisfy(line -> assertThat(line.getText()).contains("Connection refused"));
    assertThat(list).contains("\"attempt\":2", "\"attempt\":1");
    assertThat(shown.outputOrFail()).contains("Connection refused").contains("all runs (--run):");
    assertThat(shown.output().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void holdsNoSecretOfAnAddress() {
    String id = "reported-secret";
    String password = fleet.secret("reports_password", "pa55-w0rd");
    String key = fleet.secret("reports_key", "k3y-of-the-stream");
    String address =
        "rtmp://north:${secret:reports_password}@127.0.0.1:9/live/${secret:reports_key}";

    fleet.commands().start(id, sending(address));
    FfmpegReport report = fleet.process(id).awaitReport(1, 1, FfmpegReport::getEnded);
    String api = http.get(reportsUrl(id)).body() + http.get(reportsUrl(id) + "/1/1").body();
    fleet.stop(id);
    String shown = SluiceCli.run(fleet.bootstrap(), "report", id).outputOrFail();
    String json = SluiceCli.run(fleet.bootstrap(), "report", id, "--json").outputOrFail();
    String history = SluiceCli.run(fleet.bootstrap(), "history", id).outputOrFail();

    // FFmpeg got them all the same: it says where it wanted to go.
    assertThat(report.getArguments()).contains("rtmp://north:***@127.0.0.1:9/live/***");
    assertThat(report.getFirstLines())
        .anySatisfy(line -> assertThat(line.getText()).contains("127.0.0.1:9"));
    assertThat(List.of(report.toString(), api, shown, json, history))
        .allSatisfy(text -> assertThat(text).doesNotContain(password).doesNotContain(key));
    assertThat(fleet.log().of(id))
        .isNotEmpty()
        .extracting(Observed::message)
        .allSatisfy(message ->
            assertThat(String.valueOf(message)).doesNotContain(password).doesNotContain(key));
  }

  @Test
  void keepsTheReportOfARunWhoseWorkerWasKilled(@TempDir Path folder) throws IOException {
    try (FragileFleet fragile = new FragileFleet(folder, Duration.ofSeconds(3))) {
      MemberJvm controlPlane = fragile.startControlPlane();
      Map<String, MemberJvm> workers =
          Map.of(
              "worker-1", fragile.startWorker("worker-1"),
              "worker-2", fragile.startWorker("worker-2"));
      String id = "bereft";
      fragile.commands().start(id, Configs.withoutWhip(id + ".mkv"));
      ProcessWatch process = fragile.process(id);
      FfmpegReport alive = process.awaitReport(1, 1, report -> report.getFrames() > 10);

      Objects.requireNonNull(workers.get(alive.getWorkerId())).kill();
      FfmpegReport next = process.awaitReport(2, 1, report -> report.getFrames() > 10);
      controlPlane.kill(); // what it had read into memory goes with it
      fragile.startControlPlane();
      String kept = http.awaitOk(fragile.apiUrl("/api/v1/processes/" + id + "/reports/1/1")).body();
      Command shown = SluiceCli.run(fragile.bootstrap(), "report", id, "--run", "1/1");
      fragile.commands().stop(id);
      process.awaitState("STOPPED");

      assertThat(next.getWorkerId()).isNotEqualTo(alive.getWorkerId());
      assertThat(kept).contains(INPUT, alive.getWorkerId(), "\"ended\":false");
      assertThat(shown.outputOrFail())
          .contains(id + ", run 1/1 on " + alive.getWorkerId())
          .contains("runs, as far as is known")
          .contains("all runs (--run): 1/1 2/1");
    }
  }

  private String reportsUrl(String id) {
    return fleet.url() + "/api/v1/processes/" + id + "/reports";
  }

  /// A test picture that nobody takes.
  private static ProcessConfig sending(String address) {
    return Configs.config(
        WhipIngest.newBuilder().setEnabled(false).build(),
        Configs.withoutWhip("").getInput(),
        List.of(
            Leg.newBuilder()
                .setId("server")
                .setAddress(address)
                .setOptions(List.of("-c:v", "flv", "-f", "flv"))
                .build()));
  }
}
