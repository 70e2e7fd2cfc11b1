package io.sluice.controlplane.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.OutcomeEvolution;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessEvent.MoveBegan;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.ProcessInput.Command;
import io.sluice.controlplane.process.ProcessState;
import io.sluice.controlplane.process.Samples;
import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.OutputRecord;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/// What must hold after every step of whatever history.
class RandomHistoriesTest {
  private static final int HISTORIES = 200;
  private static final int STEPS = 150;

  private final RecordCodec codec = RecordCodec.standard();
  private final TransitionRecords transitions = new TransitionRecords(codec, "tests");

  /// One decision, and what stood before it.
  private record Step(
      Process before,
      ProcessInput input,
      Circumstances circumstances,
      Decision decision,
      InputPosition position) {}

  @Test
  void numbersTransitionsWithoutGaps() {
    inEveryHistory(history -> {
      for (int i = 0; i < history.size(); i++) {
        assertThat(history.get(i).decision().after().sequence()).isEqualTo(i + 1);
      }
    });
  }

  @Test
  void settlesEveryCommandOnceAndRepeatsThatForItsId() {
    inEveryHistory(history -> {
      Map<String, Object> first = new HashMap<>();
      for (Step step : history) {
        var outcome =
            OutcomeEvolution.outcomeOf(
                step.decision().events(), step.decision().after().sequence());
        assertThat(outcome.isPresent()).isEqualTo(step.input() instanceof Command);
        // Others come out alike without being remembered, and are not of this process.
        outcome
            .filter(o -> !"KEY_MISMATCH".equals(o.reason()) && !o.commandId().contains(" "))
            .ifPresent(o -> assertThat(first.computeIfAbsent(o.commandId(), _ -> o)).isEqualTo(o));
      }
    });
  }

  @Test
  void givesEachGenerationToOneWorkerAndEachLaterThanTheLast() {
    inEveryHistory(history -> {
      long last = 0;
      for (Step step : history) {
        for (var event : step.decision().events()) {
          long given =
              switch (event) {
                case ProcessPlaced placed -> placed.generation().value();
                case MoveBegan began -> began.generation().value();
                default -> 0; // nothing else gives a generation
              };
          if (given > 0) {
            assertThat(given).isEqualTo(last + 1);
            last = given;
          }
        }
      }
    });
  }

  @Test
  void restoresEveryProcessFromItsSnapshot() {
    inEveryHistory(history -> {
      for (Step step : history) {
        Process process = step.decision().after();
        byte[] bytes = codec.encode(ProcessSnapshotRecords.write(process));
        ProcessSnapshot record = codec.decode(bytes).as(ProcessSnapshot.class).orElseThrow();
        assertThat(ProcessSnapshotRecords.read(record)).isEqualTo(process);
      }
    });
  }

  @Test
  void decidesItsOwnHistoryAgainByteForByte() {
    inEveryHistory(history -> {
      Process process = Process.unknown(Samples.CAMERA);
      for (Step step : history) {
        byte[] written = encoded(step);
        RecordedTransition read =
            transitions.read(codec.decode(written).as(Transition.class).orElseThrow());
        Decision again = ProcessDecider.decide(process, read.input(), read.circumstances());
        Transition rewritten =
            transitions.write(process, read.input(), read.circumstances(), again, read.position());
        assertThat(codec.encode(rewritten)).isEqualTo(written);
        assertThat(read.events()).isEqualTo(again.events());
        process = again.after();
      }
    });
  }

  @Test
  void foldsItsEventsToItsState() {
    inEveryHistory(history -> {
      Process folded = Process.unknown(Samples.CAMERA);
      for (Step step : history) {
        RecordedTransition read =
            transitions.read(codec.decode(encoded(step)).as(Transition.class).orElseThrow());
        folded = folded.after(read.events(), read.circumstances().now());
      }
      assertThat(folded).isEqualTo(history.getLast().decision().after());
    });
  }

  /// Else the other properties would hold of nothing.
  @Test
  void comesToEveryState() {
    Set<Class<?>> seen = new HashSet<>();
    inEveryHistory(
        history -> history.forEach(step -> seen.add(step.decision().after().state().getClass())));
    assertThat(seen)
        .containsExactlyInAnyOrder(
            ProcessState.Absent.class,
            ProcessState.Waiting.class,
            ProcessState.Assigned.class,
            ProcessState.Active.class,
            ProcessState.Moving.class,
            ProcessState.Stopping.class,
            ProcessState.Stopped.class,
            ProcessState.Quarantined.class);
  }

  @Test
  void publishesAnAssignmentAndARouteExactlyWhileTheyHold() {
    publishesExactlyWhileTheyHold(new TopicCatalogue(5, 1));
  }

  @Test
  void publishesThemSoForWorkersOfOnePartitionToo() {
    publishesExactlyWhileTheyHold(new TopicCatalogue(1, 1));
  }

  private void publishesExactlyWhileTheyHold(TopicCatalogue topics) {
    Publications publications = new Publications(codec, topics);
    inEveryHistory(history -> {
      Map<String, SpecificRecord> published = new HashMap<>();
      for (Step step : history) {
        Outbox outbox = new Outbox();
        publications.write(step.before(), step.decision().after(), outbox);
        outbox.drain().forEach(output -> apply(output, published));
        check(step.decision().after(), published);
      }
    });
  }

  private void check(Process process, Map<String, SpecificRecord> published) {
    var assignments = published.values().stream().filter(Assignment.class::isInstance).toList();
    var routes = published.values().stream().filter(Route.class::isInstance).toList();
    switch (process.state()) {
      case ProcessState.Assigned s -> {
        checkAssignment(assignments, s);
        assertThat(routes).isEmpty();
      }
      case ProcessState.Active s -> {
        checkAssignment(assignments, s);
        assertThat(routes).hasSize(s.config().whipIngest().enabled() ? 1 : 0);
      }
      case ProcessState.Moving s -> checkMoving(assignments, routes, s);
      case ProcessState.Absent _,
          ProcessState.Waiting _,
          ProcessState.Stopping _,
          ProcessState.Stopped _,
          ProcessState.Quarantined _ -> {
        assertThat(assignments).isEmpty();
        assertThat(routes).isEmpty();
      }
    }
  }

  /// The new owner and the one before have their assignments, and the route leads to the latter.
  private static void checkMoving(
      List<SpecificRecord> assignments, List<SpecificRecord> routes, ProcessState.Moving state) {
    assertThat(assignments)
        .map(Assignment.class::cast)
        .anySatisfy(a -> {
          assertThat(a.getWorkerId()).isEqualTo(state.owner().workerId().value());
          assertThat(a.getGeneration()).isEqualTo(state.owner().generation().value());
        });
    String leaving = state.leaving().owner().workerId().value();
    assertThat(assignments)
        .map(Assignment.class::cast)
        .anySatisfy(a ->
            assertThat(List.of(a.getWorkerId(), a.getLeavingWorkerId().orElse("")))
                .contains(leaving));
    assertThat(routes)
        .singleElement()
        .isInstanceOfSatisfying(
            Route.class, route -> assertThat(route.getWorkerId()).isEqualTo(leaving));
  }

  private static void checkAssignment(List<SpecificRecord> assignments, ProcessState.Held state) {
    assertThat(assignments)
        .singleElement()
        .isInstanceOfSatisfying(
            Assignment.class,
            assignment -> {
              assertThat(assignment.getLeavingWorkerId()).isEmpty();
              assertThat(assignment.getWorkerId()).isEqualTo(state.owner().workerId().value());
              assertThat(assignment.getGeneration()).isEqualTo(state.owner().generation().value());
              assertThat(assignment.getRevision()).isEqualTo(state.target().revision());
              assertThat(assignment.getRestarts()).isEqualTo(state.target().restarts());
            });
  }

  /// As a compacted topic keeps it: the last value of a key in each partition.
  private void apply(OutputRecord output, Map<String, SpecificRecord> published) {
    String cell = output.topic() + "/" + output.partition();
    byte[] value = output.value();
    if (value == null) {
      published.remove(cell);
    } else {
      published.put(cell, codec.decode(value).as(SpecificRecord.class).orElseThrow());
    }
  }

  private byte[] encoded(Step step) {
    return codec.encode(
        transitions.write(
            step.before(), step.input(), step.circumstances(), step.decision(), step.position()));
  }

  private static void inEveryHistory(Consumer<List<Step>> property) {
    for (long seed = 0; seed < HISTORIES; seed++) {
      List<Step> history = history(seed);
      try {
        property.accept(history);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static List<Step> history(long seed) {
    RandomInputs inputs = new RandomInputs(seed);
    List<Step> steps = new ArrayList<>();
    Process process = Process.unknown(Samples.CAMERA);
    for (int i = 0; i < STEPS; i++) {
      ProcessInput input = inputs.next(process);
      Circumstances circumstances = inputs.circumstances();
      Decision decision = ProcessDecider.decide(process, input, circumstances);
      InputPosition position = new InputPosition("sluice.commands", 1, i);
      steps.add(new Step(process, input, circumstances, decision, position));
      process = decision.after();
    }
    return steps;
  }
}
