package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.ffmpeg.HostProcess;
import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.acceptance.fleet.MemberJvm;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import io.sluice.schemas.Transition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of either program loses nothing and leaves nothing behind.
@TestInstance(Lifecycle.PER_CLASS)
class BrokenFleetIT {
  private FragileFleet fleet;
  private MemberJvm controlPlane;
  private MemberJvm worker;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    // A lease so long that a restart on a busy machine is no loss: see LostWorkerIT for that.
    fleet = new FragileFleet(folder, Duration.ofMinutes(1));
    controlPlane = fleet.startControlPlane();
    worker = fleet.startWorker("worker-1");
  }

  @AfterAll
  void end() {
    fleet.close();
  }

  @Test
  void leavesNoFfmpegOfAKilledWorkerAndRunsItsProcessesAgainWhenItIsBack() throws IOException {
    List<String> ids = List.of("killed-1", "killed-2");
    ids.forEach(id -> fleet.commands().start(id, Configs.recording("H264", id + ".mkv")));
    List<Route> before = ids.stream().map(id -> fleet.process(id).awaitRoute()).toList();
    List<HostProcess> ffmpegs =
        ids.stream().map(id -> ffmpeg(fleet.process(id).awaitFact(FfmpegStarted.class))).toList();
    assertThat(ffmpegs).allMatch(HostProcess::isRunning);

    worker.kill();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ffmpegs.stream().noneMatch(HostProcess::isRunning));
    worker = fleet.startWorker("worker-1");

    for (int i = 0; i < ids.size(); i++) {
      ProcessWatch process = fleet.process(ids.get(i));
      Route after = process.awaitRouteAfter(before.get(i));
      assertThat(after.getIncarnation()).isGreaterThan(before.get(i).getIncarnation());
      assertThat(ffmpeg(process.awaitFacts(FfmpegStarted.class, 2).getLast()).isRunning()).isTrue();
    }
    stopAll(ids);
  }

  @Test
  void settlesACommandOnceWhenTheControlPlaneIsKilledBeforeItsOutcome() throws IOException {
    String id = "undecided";
    ProcessWatch process = fleet.process(id);
    fleet.commands().start("warm-up", "decided", Configs.recording("H264", "decided.mkv"));
    fleet.process("decided").awaitRoute();

    // The command is in Kafka, and no outcome is: the control plane dies between the two.
    controlPlane.kill();
    fleet.commands().start("undecided-start", id, Configs.recording("H264", id + ".mkv"));
    controlPlane = fleet.startControlPlane();

    process.awaitRoute();
    stopAll(List.of(id, "decided"));
    assertThat(process.outcomes("undecided-start")).hasSize(1);
    assertThat(process.snapshot().map(ProcessSnapshot::getGeneration)).contains(1L);
    assertThat(process.history().stream().map(Transition::getSequence))
        .as("sequence numbers")
        .doesNotHaveDuplicates();
  }

  @Test
  void settlesEveryCommandOnceWhenTheControlPlaneIsKilledAmongThem() throws IOException {
    List<String> ids = IntStream.range(0, 200).mapToObj(i -> "among-" + i).toList();

    ids.subList(0, 100).forEach(this::startWithoutOutput);
    fleet.process(ids.getFirst()).awaitOutcome("start-" + ids.getFirst());
    controlPlane.kill();
    ids.subList(100, 200).forEach(this::startWithoutOutput);
    controlPlane = fleet.startControlPlane();

    for (String id : ids) {
      fleet.process(id).awaitOutcome("start-" + id);
    }
    assertThat(ids)
        .allSatisfy(id -> assertThat(fleet.process(id).outcomes("start-" + id)).hasSize(1));
  }

  /// Refused by the decider, so that deciding is all that it costs.
  private void startWithoutOutput(String id) {
    ProcessConfig config = Configs.config(Configs.whip("H264"), List.of(), List.of());
    fleet.commands().start("start-" + id, id, config);
  }

  private static HostProcess ffmpeg(FfmpegStarted started) {
    return new HostProcess(started.getPid());
  }

  private void stopAll(List<String> ids) {
    ids.forEach(fleet.commands()::stop);
    ids.forEach(id -> fleet.process(id).awaitState("STOPPED"));
  }
}
