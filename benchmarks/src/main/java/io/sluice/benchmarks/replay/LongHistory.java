package io.sluice.benchmarks.replay;

import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.FactOrigin;
import io.sluice.controlplane.process.MediaPorts;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessConfig;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.StopProcess;
import io.sluice.controlplane.process.Supervision;
import io.sluice.controlplane.process.WhipIngest;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarted;
import io.sluice.controlplane.process.WorkerFact.MediaStarted;
import io.sluice.controlplane.process.WorkerFact.PortsAllocated;
import io.sluice.controlplane.process.WorkerFact.ProcessTornDown;
import io.sluice.controlplane.process.WorkerFact.PublisherConnected;
import io.sluice.controlplane.process.WorkerFact.PublisherDisconnected;
import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Histories of many processes, mixed as they would be in a log: each is started, published to
/// again and again, and stopped, and then begins anew, decided by the product's own decider.
final class LongHistory {
  /// Takes a record as the log would.
  @FunctionalInterface
  interface Log {
    void append(String topic, int partition, ProcessId key, Instant at, byte[] value);
  }

  private static final WorkerId WORKER = new WorkerId("worker-1");
  private static final Incarnation LIFE = new Incarnation(1);
  private static final int SESSIONS = 4;

  private final TopicCatalogue topics;
  private final RecordCodec codec = RecordCodec.standard();
  private final TransitionRecords records = new TransitionRecords(codec, "benchmark");
  private final Duration between;
  private Instant now;

  /// @param begin when the first transition is decided
  /// @param between how much later than one the next is decided
  LongHistory(TopicCatalogue topics, Instant begin, Duration between) {
    this.topics = topics;
    this.now = begin;
    this.between = between;
  }

  /// The history, and then the snapshots as compaction leaves them.
  void write(int processes, long transitions, Log log) {
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      all.add(Process.unknown(new ProcessId("cam-" + i)));
    }
    for (long written = 0; written < transitions; ) {
      for (int i = 0; i < processes && written < transitions; i++, written++) {
        int step = (int) (written / processes % length());
        all.set(i, decide(all.get(i), input(all.get(i), step, written), log));
      }
    }
    for (Process process : all) {
      log.append(
          TopicCatalogue.PROCESSES.name(),
          topics.partitionOf(process.id()),
          process.id(),
          now,
          codec.encode(ProcessSnapshotRecords.write(process)));
    }
  }

  private static int length() {
    return 3 + 3 * SESSIONS + 3;
  }

  private Process decide(Process before, ProcessInput input, Log log) {
    now = now.plus(between);
    Circumstances circumstances = new Circumstances(now, List.of(candidate(0), candidate(1)));
    Decision decision = ProcessDecider.decide(before, input, circumstances);
    Process after = decision.after();
    log.append(
        TopicCatalogue.PROCESS_EVENTS.name(),
        topics.partitionOf(after.id()),
        after.id(),
        now,
        codec.encode(records.write(before, input, circumstances, decision, null)));
    return after;
  }

  private ProcessInput input(Process process, int step, long number) {
    String id = process.id().value();
    FactOrigin origin = origin(process, number);
    String session = "s" + number / 3 % 1000;
    if (step == 0) {
      return new StartProcess("c" + number, id, now, "benchmark", config(id));
    }
    if (step == 1) {
      return new PortsAllocated(
          origin, 1, new MediaPorts(20_000, 20_001, 20_002, 20_003), "http://127.0.0.1/whip/" + id);
    }
    if (step == 2) {
      return new FfmpegStarted(origin, 1, 4711, 90_000);
    }
    return switch (step - (3 + 3 * SESSIONS)) {
      case 0 -> new StopProcess("c" + number, id, now, "benchmark", "enough");
      case 1 -> new FfmpegExited(origin, 1, 4711, 0, null, "STOPPED", true, List.of());
      case 2 -> new ProcessTornDown(origin, "ASSIGNMENT_GONE", false);
      default ->
          switch (step % 3) {
            case 0 ->
                new PublisherConnected(
                    origin,
                    session,
                    "192.0.2.7:50000",
                    "OBS",
                    "H264",
                    "OPUS",
                    "SERVER",
                    "AES128_GCM",
                    80_000);
            case 1 -> new MediaStarted(origin, session, 120_000, 1280, 720);
            default ->
                new PublisherDisconnected(origin, session, "DELETED", "", 12_345, 3, 9_876_543);
          };
    };
  }

  private FactOrigin origin(Process process, long number) {
    var owner = process.owner();
    return owner == null
        ? new FactOrigin(WORKER, LIFE, new Generation(1), number, now)
        : new FactOrigin(owner.workerId(), owner.incarnation(), owner.generation(), number, now);
  }

  private static Candidate candidate(int number) {
    return new Candidate(
        new WorkerId("worker-" + number), LIFE, 100, 50, 50, 0.3, 0.4, List.of(), Map.of(), 0);
  }

  private static ProcessConfig config(String id) {
    return new ProcessConfig(
        "studio",
        new WhipIngest(true, List.of(), List.of(), 0, 0, "ab".repeat(32), "", false, ""),
        new FfmpegJob(
            List.of(),
            List.of(),
            List.of(
                new FfmpegLeg("file", id + ".mkv", List.of("-c", "copy")),
                new FfmpegLeg("hls", id + "/live.m3u8", List.of()))),
        Map.of(),
        PlacementWish.NOTHING,
        ProcessConfig.CONTINUE,
        Supervision.USUAL);
  }
}
