package io.sluice.acceptance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.Observed;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.Topic;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An audit that can find nothing proves nothing: each rule is broken once.
class LogAuditTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final MediaPorts PORTS = new MediaPorts(20_000, 20_001, 20_002, 20_003);

  private final List<Observed> records = new ArrayList<>();

  /// Names what Avro may make.
  @BeforeAll
  static void trust() {
    assertThat(RecordCodec.standard()).isNotNull();
  }

  @BeforeEach
  void aFleetThatKeptTheRules() {
    command("c1", "cam");
    transition("cam", 1, "c1");
    transition("cam", 2, null);
    assign("cam", "worker-1", 1);
    ports("cam", "worker-1", 1, 1);
    snapshot("cam", "worker-1", 1);
    route("cam", "worker-1", 1);
  }

  @Test
  void findsNothingWhereTheRulesWereKept() {
    assertThat(LogAudit.problems(this::of)).isEmpty();
    assertThat(LogAudit.missingFacts(this::of)).isEmpty();
  }

  @Test
  void findsAHoleInAHistory() {
    transition("cam", 4, null);

    assertThat(LogAudit.problems(this::of)).singleElement().asString().contains("rule 1");
  }

  @Test
  void findsACommandWithoutOutcomeAndOneWithTwo() {
    command("c2", "cam");
    transition("cam", 3, "c1");

    assertThat(LogAudit.problems(this::of)).hasSize(2).allMatch(it -> it.startsWith("rule 3"));
  }

  @Test
  void findsAGenerationThatTwoWorkersHeld() {
    ports("cam", "worker-2", 1, 1);

    assertThat(LogAudit.problems(this::of)).singleElement().asString().contains("rule 4");
  }

  @Test
  void findsPortsThatWereLeasedTwice() {
    ports("other", "worker-1", 1, 2);

    assertThat(LogAudit.problems(this::of)).singleElement().asString().contains("rule 8");
  }

  @Test
  void findsAnAssignmentAndARouteThatTheStateDoesNotAskFor() {
    snapshot("cam", "worker-2", 2);

    assertThat(LogAudit.problems(this::of))
        .hasSize(2)
        .anyMatch(it -> it.startsWith("assignments of cam"))
        .anyMatch(it -> it.startsWith("route of cam"));
  }

  @Test
  void findsAFactThatIsMissing() {
    ports("other", "worker-1", 1, 3);

    assertThat(LogAudit.missingFacts(this::of)).singleElement().asString().contains("rule 7");
  }

  private List<Observed> of(Topic topic) {
    return records.stream().filter(record -> record.topic().equals(topic.name())).toList();
  }

  private void add(Topic topic, String key, SpecificRecord message) {
    records.add(new Observed(topic.name(), 0, records.size(), key, message, NOW, 0));
  }

  private void command(String id, String process) {
    add(TopicCatalogue.COMMANDS, process, new StopProcess(id, process, NOW, "", ""));
  }

  private void transition(String process, long sequence, @Nullable String settled) {
    add(
        TopicCatalogue.PROCESS_EVENTS,
        process,
        Transition.newBuilder()
            .setProcessId(process)
            .setSequence(sequence)
            .setDecidedAt(NOW)
            .setDecidedBy("control-plane")
            .setEvents(List.of())
            .setState("ACTIVE")
            .setCommandId(settled)
            .build());
  }

  private void assign(String process, String worker, long generation) {
    add(
        TopicCatalogue.ASSIGNMENTS,
        process,
        new Assignment(
            process, worker, generation, Configs.withoutWhip("a.mkv"), NOW, 1L, 0L, null));
  }

  private void ports(String process, String worker, long generation, long sequence) {
    FactOrigin origin = new FactOrigin(worker, 1L, generation, sequence, NOW);
    add(
        TopicCatalogue.WORKER_EVENTS,
        process,
        new PortsAllocated(process, origin, 1, PORTS, "http://127.0.0.1/whip/" + process));
  }

  private void snapshot(String process, String worker, long generation) {
    add(
        TopicCatalogue.PROCESSES,
        process,
        ProcessSnapshot.newBuilder()
            .setProcessId(process)
            .setSequence(2)
            .setChangedAt(NOW)
            .setState("ACTIVE")
            .setGeneration(generation)
            .setWorkerId(worker)
            .setIncarnation(1)
            .setWhipUrl("http://127.0.0.1/whip/" + process)
            .build());
  }

  private void route(String process, String worker, long generation) {
    add(
        TopicCatalogue.ROUTES,
        process,
        Route.newBuilder()
            .setProcessId(process)
            .setWorkerId(worker)
            .setIncarnation(1)
            .setGeneration(generation)
            .setWhipUrl("http://127.0.0.1/whip/" + process)
            .setPorts(PORTS)
            .setPublishedAt(NOW)
            .build());
  }
}
