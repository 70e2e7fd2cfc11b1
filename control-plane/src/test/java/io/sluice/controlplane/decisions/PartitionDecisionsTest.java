package io.sluice.controlplane.decisions;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.fleet.Fleet;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.Samples;
import io.sluice.controlplane.testing.AbleFfmpeg;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.testing.InMemoryEventLog;
import io.sluice.eventlog.testing.InMemoryLoop;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.process.rules.AddressLists;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.Candidate;
import io.sluice.schemas.Leg;
import io.sluice.schemas.PlacementDue;
import io.sluice.schemas.PlacementPostponed;
import io.sluice.schemas.PlacementScore;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.Transition;
import io.sluice.schemas.UnreadableInput;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionDecisionsTest {
  private static final int PARTITIONS = 4;
  private static final String COMMANDS = TopicCatalogue.COMMANDS.name();

  private final RecordCodec codec = RecordCodec.standard();
  private final TopicCatalogue topics = new TopicCatalogue(PARTITIONS, 1);
  private final InMemoryEventLog log = new InMemoryEventLog(PARTITIONS);
  private long nanos = 1;
  private Duration later = Duration.ZERO; // than NOW
  private int forwarded;
  private Fleet fleet;
  private InMemoryLoop loop;

  private final DecisionListener listener =
      new DecisionListener() {
        @Override
        public void decided(ProcessInput input, Decision decision) {}

        @Override
        public void forwarded(String topic) {
          forwarded++;
        }
      };

  @BeforeEach
  void start() {
    fleet = new Fleet(Duration.ofSeconds(6), () -> nanos, () -> Samples.NOW, new Random(7));
    fleet.caughtUp();
    loop =
        log.loop(
            List.of(COMMANDS, TopicCatalogue.WORKER_EVENTS.name()),
            TopicCatalogue.PROCESSES.name(),
            new DecisionsFactory(
                codec,
                topics,
                fleet,
                "tests",
                () -> Samples.NOW.plusNanos(999).plus(later),
                listener,
                AddressLists.NONE));
  }

  @Test
  void movesACommandToTheHomeOfItsProcessAndDecidesItThere() {
    int home = home("camera-1");
    append((home + 1) % PARTITIONS, "camera-1", start("camera-1", "c1"));
    loop.runUntilIdle();

    assertThat(forwarded).isEqualTo(1);
    assertThat(history("camera-1"))
        .singleElement()
        .satisfies(t -> {
          assertThat(t.getOutcome()).contains("ACCEPTED");
          assertThat(t.getPosition().orElseThrow().getPartition()).isEqualTo(home);
        });
  }

  @Test
  void findsTheProcessOfACommandWithoutAKey() {
    append(0, null, start("camera-1", "c1"));
    append(1, null, stop("camera-1", "c2"));
    loop.runUntilIdle();
    assertThat(history("camera-1"))
        .extracting(t -> t.getCommandId().orElseThrow())
        .containsExactlyInAnyOrder("c1", "c2");
  }

  @Test
  void settlesACommandWhoseProcessCannotBeUnderANameOfItsOwn() {
    append(2, "no good name", start("no good name", "c1"));
    loop.runUntilIdle();
    assertThat(history(InputReader.UNADDRESSED.value()))
        .singleElement()
        .satisfies(t -> {
          assertThat(t.getCommandId()).contains("c1");
          assertThat(t.getReason()).contains("INVALID_PROCESS_ID");
        });
  }

  @Test
  void settlesACommandUnderTheKeyThatItDoesNotName() {
    append(home("camera-1"), "camera-1", start("camera-2", "c1"));
    loop.runUntilIdle();
    assertThat(history("camera-1").getFirst().getReason()).contains("KEY_MISMATCH");
  }

  @Test
  void recordsWhatCannotBeReadWithoutItsContent() {
    log.append(new OutputRecord(COMMANDS, home("camera-1"), "camera-1", "hunter2".getBytes()));
    log.append(new OutputRecord(COMMANDS, home("camera-1"), "camera-1", null));
    loop.runUntilIdle();

    assertThat(history("camera-1")).hasSize(2);
    Transition first = history("camera-1").getFirst();
    assertThat(new String(codec.encode(first))).doesNotContain("hunter2");
    assertThat(codec.decode(first.getCause().orElseThrow()).as(UnreadableInput.class))
        .hasValueSatisfying(cause -> assertThat(cause.getSizeBytes()).isEqualTo(7));
  }

  @Test
  void refusesAFactOnTheCommandsAndACommandAmongTheFacts() {
    append(home("camera-1"), "camera-1", new PlacementDue("camera-1"));
    log.append(
        new OutputRecord(
            TopicCatalogue.WORKER_EVENTS.name(),
            home("camera-1"),
            "camera-1",
            codec.encode(start("camera-1", "c1"))));
    loop.runUntilIdle();
    assertThat(history("camera-1"))
        .extracting(t -> t.getEvents().getFirst().getType())
        .containsOnly("io.sluice.schemas.InputRefused")
        .hasSize(2);
  }

  @Test
  void refusesARecordTooLargeForTheHistory() {
    StartProcess huge = start("camera-1", "c1");
    huge.getConfig().getMetadata().put("novel", "x".repeat(InputReader.MAX_VALUE_BYTES));
    append(home("camera-1"), "camera-1", huge);
    loop.runUntilIdle();
    assertThat(history("camera-1").getFirst().getEvents().getFirst().getType())
        .isEqualTo("io.sluice.schemas.InputRefused");
  }

  @Test
  void takesWhateverBytesWithoutFailing() {
    Random random = new Random(11);
    byte[] good = codec.encode(start("camera-1", "c1"));
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = good.clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      String key = random.nextInt(10) == 0 ? null : "camera-" + random.nextInt(20);
      log.append(raw(COMMANDS, random.nextInt(PARTITIONS), key, bytes));
    }
    append(home("last"), "last", stop("last", "c1"));
    loop.runUntilIdle();
    assertThat(history("last")).hasSize(1);
  }

  @Test
  void goesOnAfterACrashWhereItsSnapshotsEnd() {
    hear("alpha", 1);
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    loop.runUntilIdle();
    loop.crash();
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    append(home("camera-1"), "camera-1", stop("camera-1", "c2"));
    loop.runUntilIdle();
    assertThat(history("camera-1")).extracting(Transition::getSequence).containsExactly(1L, 2L, 3L);
    assertThat(history("camera-1"))
        .extracting(Transition::getState)
        .containsExactly("ASSIGNED", "ASSIGNED", "STOPPING");
  }

  @Test
  void givesTheProcessesOfALostWorkerToAnother() {
    hear("alpha", 1);
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    loop.runUntilIdle();
    assertThat(assignment("camera-1").getWorkerId()).isEqualTo("alpha");

    pass(Duration.ofSeconds(5));
    hear("beta", 1);
    loop.tick();
    assertThat(assignment("camera-1").getWorkerId()).isEqualTo("alpha");

    pass(Duration.ofSeconds(1));
    loop.tick();
    assertThat(assignment("camera-1").getWorkerId()).isEqualTo("beta");
    assertThat(assignment("camera-1").getGeneration()).isEqualTo(2);
  }

  @Test
  void movesWhatADrainedWorkerHoldsAsSoonAsAnotherCanTakeIt() {
    hear("alpha", 1);
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    loop.runUntilIdle();
    fleet.drains(new WorkerId("alpha"), Samples.NOW.plusSeconds(60));
    loop.tick();
    loop.tick();
    assertThat(history("camera-1")).hasSize(1);

    hear("beta", 1);
    loop.tick();

    assertThat(assignment("camera-1").getWorkerId()).isEqualTo("beta");
    assertThat(history("camera-1").getLast().getCandidates())
        .extracting(Candidate::getWorkerId)
        .containsExactly("beta");
  }

  @Test
  void takesEverythingAwayFromADrainedWorkerAtTheDeadline() {
    hear("alpha", 1);
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    loop.runUntilIdle();
    fleet.drains(new WorkerId("alpha"), Samples.NOW.plusSeconds(60));
    later = Duration.ofSeconds(60);

    loop.tick();
    loop.tick();

    assertThat(state("camera-1").getState()).isEqualTo("WAITING");
    assertThat(state("camera-1").getDetail()).isEqualTo("no worker is ready: 1 draining");
    assertThat(history("camera-1")).hasSize(2);
  }

  @Test
  void tellsTheProcessesOfARestartedWorkerOnce() {
    hear("alpha", 1);
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    loop.runUntilIdle();
    hear("alpha", 2);
    loop.tick();
    loop.tick();
    assertThat(history("camera-1")).hasSize(2);
    assertThat(history("camera-1").getLast().getEvents().getFirst().getType())
        .isEqualTo("io.sluice.schemas.IncarnationChanged");
  }

  @Test
  void placesWhatWaitsWhenAWorkerComesAndWritesNothingBefore() {
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    loop.runUntilIdle();
    loop.tick();
    loop.tick();
    assertThat(history("camera-1")).hasSize(1);
    hear("alpha", 1);
    loop.tick();
    assertThat(assignment("camera-1").getWorkerId()).isEqualTo("alpha");
  }

  @Test
  void doesABoundedAmountATick() {
    hear("alpha", 1);
    int processes = ObservationSource.MAX_PER_TICK * 2;
    for (int i = 0, made = 0; made < processes; i++) {
      // All in one partition.
      if (home("p" + i) == 0) {
        append(0, "p" + i, start("p" + i, "c1"));
        made++;
      }
    }
    loop.runUntilIdle();
    pass(Duration.ofSeconds(6));
    int before = log.records(TopicCatalogue.PROCESS_EVENTS.name()).size();
    loop.tick();
    assertThat(log.records(TopicCatalogue.PROCESS_EVENTS.name()))
        .hasSize(before + ObservationSource.MAX_PER_TICK);
    loop.tick();
    assertThat(log.records(TopicCatalogue.PROCESS_EVENTS.name())).hasSize(before + processes);
  }

  @Test
  void spreadsAnOnslaughtByWhatItHasGivenSinceTheLastHeartbeat() {
    hear("alpha", 1);
    hear("beta", 1);
    for (int i = 0; i < 20; i++) {
      append(home("p" + i), "p" + i, start("p" + i, "c1"));
    }
    loop.runUntilIdle();
    long onAlpha =
        IntStream.range(0, 20)
            .filter(i -> assignment("p" + i).getWorkerId().equals("alpha"))
            .count();
    assertThat(onAlpha).isBetween(5L, 15L);
  }

  @Test
  void recordsWhatEveryWorkerOnOfferWasWorth() {
    hear("alpha", 1);
    hear("beta", 1);
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    loop.runUntilIdle();
    assertThat(history("camera-1").getFirst().getCandidates())
        .hasSize(2)
        .allSatisfy(c -> {
          PlacementScore score = c.getScore().orElseThrow();
          assertThat(score.getRoom()).isEqualTo(40);
          assertThat(score.getCpu()).isEqualTo(15);
          assertThat(score.getMemory()).isEqualTo(15);
          assertThat(score.getLabels()).isZero();
          assertThat(score.getReference()).isZero();
        });
  }

  @Test
  void recordsWhyNoWorkerWasOnOffer() {
    hear("alpha", 1);
    fleet.shutsDown(new WorkerId("alpha"), new Incarnation(1));
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    loop.runUntilIdle();
    Transition transition = history("camera-1").getFirst();
    assertThat(transition.getSurvey())
        .hasValueSatisfying(survey -> assertThat(survey.getDraining()).isEqualTo(1));
    assertThat(codec.decode(transition.getEvents().getLast()).as(PlacementPostponed.class))
        .hasValueSatisfying(postponed ->
            assertThat(postponed.getDetail()).isEqualTo("no worker is ready: 1 draining"));
  }

  @Test
  void saysAgainWhyAProcessWaitsWhenThatHasChanged() {
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    loop.runUntilIdle();
    fleet.heard(heartbeat("unable", 1).setFfmpegMuxers(List.of("mp4")).build());

    loop.tick();
    int soon = history("camera-1").size();
    later = Duration.ofSeconds(5);
    loop.tick();
    loop.tick();

    assertThat(soon).isEqualTo(1);
    assertThat(history("camera-1")).hasSize(2);
    assertThat(state("camera-1").getReason()).isEqualTo("NO_CAPABLE_FFMPEG");
    assertThat(state("camera-1").getDetail())
        .isEqualTo("none of 1 worker fits: 1 whose FFmpeg lacks muxer matroska");
    assertThat(history("camera-1").getLast().getSurvey())
        .hasValueSatisfying(survey ->
            assertThat(survey.getLacking()).containsExactly(Map.entry("muxer matroska", 1)));
  }

  @Test
  void saysNewCountsOnlyAfterAWhile() {
    append(home("camera-1"), "camera-1", start("camera-1", "c1"));
    fleet.heard(heartbeat("unable-1", 1).setFfmpegMuxers(List.of()).build());
    loop.runUntilIdle();
    fleet.heard(heartbeat("unable-2", 1).setFfmpegMuxers(List.of()).build());

    later = Duration.ofSeconds(59);
    loop.tick();
    int soon = history("camera-1").size();
    later = Duration.ofSeconds(60);
    loop.tick();

    assertThat(soon).isEqualTo(1);
    assertThat(state("camera-1").getDetail()).startsWith("none of 2 workers fits: 2 whose FFmpeg");
  }

  private void pass(Duration time) {
    for (int i = 0; i < 10; i++) {
      nanos += time.toNanos() / 10;
      fleet.kafkaAnswered();
    }
  }

  private void hear(String worker, long incarnation) {
    fleet.heard(heartbeat(worker, incarnation).build());
  }

  private static WorkerHeartbeat.Builder heartbeat(String worker, long incarnation) {
    return AbleFfmpeg.heartbeat()
        .setWorkerId(worker)
        .setIncarnation(incarnation)
        .setSequence(1)
        .setAt(Samples.NOW)
        .setState("READY")
        .setIntervalMillis(2_000)
        .setHttpUrl("http://127.0.0.1:8081")
        .setMaxProcesses(1_000)
        .setProcesses(0)
        .setFreeLeases(1_000)
        .setCpuLoad(0.5)
        .setMemoryLoad(0.25);
  }

  private void append(int partition, @Nullable String key, SpecificRecord command) {
    log.append(raw(COMMANDS, partition, key, codec.encode(command)));
  }

  /// Clients of other makes write records without a key.
  @SuppressWarnings("NullAway")
  private static OutputRecord raw(String topic, int partition, @Nullable String key, byte[] value) {
    return new OutputRecord(topic, partition, key, value);
  }

  private int home(String process) {
    return topics.partitionOf(new ProcessId(process));
  }

  private ProcessSnapshot state(String process) {
    return log.records(TopicCatalogue.PROCESSES.name()).stream()
        .filter(record -> process.equals(record.key()))
        .reduce((_, last) -> last)
        .flatMap(record -> codec.decode(requireNonNull(record.value())).as(ProcessSnapshot.class))
        .orElseThrow();
  }

  private List<Transition> history(String process) {
    return log.records(TopicCatalogue.PROCESS_EVENTS.name()).stream()
        .filter(record -> process.equals(record.key()))
        .map(record -> decoded(record.value(), Transition.class))
        .toList();
  }

  private Assignment assignment(String process) {
    return log.records(TopicCatalogue.ASSIGNMENTS.name()).stream()
        .filter(record -> process.equals(record.key()) && record.value() != null)
        .map(record -> decoded(record.value(), Assignment.class))
        .max(Comparator.comparingLong(Assignment::getGeneration))
        .orElseThrow();
  }

  private <T extends SpecificRecord> T decoded(byte @Nullable [] value, Class<T> type) {
    return codec.decode(requireNonNull(value)).as(type).orElseThrow();
  }

  private StartProcess start(String process, String commandId) {
    ProcessConfig config =
        ProcessConfig.newBuilder()
            .setWhipIngest(WhipIngest.newBuilder().setEnabled(true).build())
            .setOutput(List.of(new Leg("recording", "out.mkv", List.of())))
            .setMetadata(new HashMap<>())
            .build();
    return new StartProcess(commandId, process, Instant.EPOCH, "", config);
  }

  private StopProcess stop(String process, String commandId) {
    return new StopProcess(commandId, process, Instant.EPOCH, "", "");
  }
}
