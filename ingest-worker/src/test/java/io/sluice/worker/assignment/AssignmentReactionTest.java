package io.sluice.worker.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.follow.TableChange;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.WhipIngest;
import io.sluice.worker.ingest.IngestFact;
import io.sluice.worker.ingest.TearDownReason;
import io.sluice.worker.ingest.testing.OpenIngest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssignmentReactionTest {
  private static final InputPosition POSITION = new InputPosition("sluice.assignments", 0, 0);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final OpenIngest open = new OpenIngest("held", Optional.empty());
  private final AssignmentReaction reaction =
      new AssignmentReaction(new WorkerId("w1"), open.ingests()::assign, open.ingests()::end);

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void takesUpOnlyTheLastWordOfWhatWasSaidBefore() {
    reaction.changed(put("gone", "w1", 1));
    reaction.changed(removed("gone"));
    reaction.changed(put("stays", "w1", 1));
    assertThat(open.ingests().count()).isEqualTo(1);

    reaction.caughtUp();

    assertThat(holds("gone")).isFalse();
    assertThat(holds("stays")).isTrue();
  }

  @Test
  void leavesTheAssignmentsOfOthersAlone() {
    reaction.caughtUp();
    reaction.changed(put("theirs", "w2", 1));

    assertThat(holds("theirs")).isFalse();
  }

  @Test
  void tearsDownWhatWasWithdrawn() {
    reaction.caughtUp();
    reaction.changed(removed("held"));

    awaitTornDown(TearDownReason.ASSIGNMENT_GONE);
  }

  @Test
  void tearsDownWhatAnotherWorkerOfThePartitionHoldsNow() {
    reaction.caughtUp();
    reaction.changed(put("held", "w2", 2));

    awaitTornDown(TearDownReason.SUPERSEDED);
  }

  @Test
  void runsOnWhatItIsLeavingUntilTheOtherIsReady() {
    reaction.caughtUp();
    reaction.changed(leaving("held", "w2", 2, "w1"));
    assertThat(holds("held")).isTrue();

    reaction.changed(put("held", "w2", 2));

    awaitTornDown(TearDownReason.SUPERSEDED);
  }

  @Test
  void passesOverWhatItCannotRun() {
    reaction.caughtUp();
    reaction.changed(put("no process id", "w1", 1));
    reaction.changed(put("odd", "w1", 1, "THEORA"));
    reaction.changed(put("fine", "w1", 1));

    assertThat(holds("odd")).isFalse();
    assertThat(holds("fine")).isTrue();
  }

  private boolean holds(String process) {
    return open.ingests().state(new ProcessId(process)).isPresent();
  }

  private void awaitTornDown(TearDownReason reason) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(open.facts()).contains(new IngestFact.TornDown(reason, false)));
  }

  private static TableChange<Assignment> put(String process, String worker, long generation) {
    return put(process, worker, generation, "H264");
  }

  private static TableChange<Assignment> put(
      String process, String worker, long generation, String codec) {
    return put(process, worker, generation, codec, null);
  }

  private static TableChange<Assignment> leaving(
      String process, String worker, long generation, String leaving) {
    return put(process, worker, generation, "H264", leaving);
  }

  private static TableChange<Assignment> put(
      String process, String worker, long generation, String codec, @Nullable String leaving) {
    ProcessConfig config =
        new ProcessConfig(
            "",
            new WhipIngest(true, List.of(codec), List.of("OPUS"), 96, 111, null, "", false, ""),
            List.of(),
            List.of(new Leg("out", "a.mkv", List.of())),
            List.of(),
            Map.of(),
            null,
            "",
            null);
    return new TableChange.Put<>(
        process,
        new Assignment(process, worker, generation, config, Instant.EPOCH, 1L, 0L, leaving),
        POSITION,
        Instant.EPOCH);
  }

  private static TableChange<Assignment> removed(String process) {
    return new TableChange.Removed<>(process, POSITION, Instant.EPOCH);
  }
}
