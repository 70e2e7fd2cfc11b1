package io.sluice.controlplane.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.Samples;
import io.sluice.controlplane.testing.RecordedHistory;
import io.sluice.controlplane.timeline.FieldDifference;
import io.sluice.controlplane.verify.Finding.Gap;
import io.sluice.controlplane.verify.Finding.NotUnderstood;
import io.sluice.controlplane.verify.Finding.OtherDecision;
import io.sluice.controlplane.verify.Finding.OtherRoute;
import io.sluice.controlplane.verify.Finding.OtherState;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Route;
import io.sluice.schemas.Transition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final String ID = Samples.CAMERA.value();

  /// Started, placed on alpha, taking publishers.
  private final RecordedHistory history =
      new RecordedHistory(Samples.CAMERA)
          .input(Samples.stop("too-early"))
          .input(Samples.start("c1"), Samples.candidate(Samples.ALPHA, 3))
          .input(Samples.portsAllocated(Samples.origin(Samples.ALPHA, Samples.FIRST_LIFE, 1)));

  @Test
  void findsNoDifferenceWhateverHappened() {
    for (long seed = 0; seed < 50; seed++) {
      RecordedHistory random = RecordedHistory.random(seed, 150);
      VerificationResult result =
          verified(Decider.TODAY, published(random.process()), random.transitions());

      assertThat(result.troubles()).as("seed " + seed).isEmpty();
      assertThat(result.compared()).isEqualTo(150);
      assertThat(result.snapshots()).isEqualTo(1);
    }
  }

  @Test
  void namesTheFirstTransitionThatAChangedDeciderWouldDecideOtherwise() {
    VerificationResult result =
        verified(VerificationTest::placingElsewhere, Published.NOTHING, history.transitions());

    assertThat(result.first())
        .hasValueSatisfying(trouble ->
            assertThat(trouble)
                .isEqualTo(
                    new OtherDecision(
                        Samples.CAMERA,
                        2,
                        Samples.NOW,
                        "StartProcess",
                        List.of(new FieldDifference("events[2].workerId", "alpha", "elsewhere")))));
  }

  @Test
  void doesNotFindOneDifferenceAgainInAllThatFollows() {
    assertThat(
            verified(VerificationTest::placingElsewhere, Published.NOTHING, history.transitions())
                .troubles())
        .hasSize(1);
  }

  @Test
  void takesADeciderThatThrowsForOneThatDoesNotUnderstand() {
    Decider broken =
        (_, _, _) -> {
          throw new IllegalStateException("cannot happen");
        };

    assertThat(verified(broken, Published.NOTHING, history.transitions()).troubles())
        .singleElement()
        .isEqualTo(new NotUnderstood(Samples.CAMERA, 1, Samples.NOW, "cannot happen"));
  }

  @Test
  void comparesOnlyWhatItIsAskedFor() {
    Verification verification =
        new Verification(
            VerificationTest::placingElsewhere, t -> t.getSequence() > 2, Published.NOTHING);
    history.transitions().forEach(verification::next);

    assertThat(verification.result().compared()).isEqualTo(1);
    assertThat(verification.result().followed()).isEqualTo(2);
    assertThat(verification.result().troubles()).isEmpty();
  }

  @Test
  void seesAHoleInAHistory() {
    List<Transition> holed = new ArrayList<>(history.transitions());
    holed.remove(1);

    assertThat(verified(Decider.TODAY, Published.NOTHING, holed).troubles())
        .singleElement()
        .isEqualTo(new Gap(Samples.CAMERA, 3, Samples.NOW, 2));
  }

  @Test
  void saysWhichEventItDoesNotKnow() {
    Transition odd =
        Transition.newBuilder(history.transitions().getFirst())
            .setEvents(
                List.of(new Recorded("io.sluice.schemas.ProcessSang", ByteBuffer.allocate(12))))
            .build();

    assertThat(verified(Decider.TODAY, Published.NOTHING, List.of(odd)).troubles())
        .singleElement()
        .isInstanceOfSatisfying(
            NotUnderstood.class, trouble -> assertThat(trouble.problem()).contains("ProcessSang"));
  }

  @Test
  void findsASnapshotThatIsNotWhatTheHistoryFoldsTo() {
    ProcessSnapshot wrong = snapshot().setGeneration(7).build();

    assertThat(
            verified(
                    Decider.TODAY,
                    new Published(Map.of(ID, wrong), null, Instant.EPOCH),
                    history.transitions())
                .troubles())
        .singleElement()
        .isInstanceOfSatisfying(
            OtherState.class,
            trouble ->
                assertThat(trouble.fields())
                    .containsExactly(new FieldDifference("generation", "7", "1")));
  }

  @Test
  void findsASnapshotThatIsAheadOfTheHistory() {
    ProcessSnapshot ahead = snapshot().setSequence(9).build();

    assertThat(
            verified(
                    Decider.TODAY,
                    new Published(Map.of(ID, ahead), null, Instant.EPOCH),
                    history.transitions())
                .troubles())
        .singleElement()
        .isInstanceOf(NotUnderstood.class);
  }

  @Test
  void findsARouteThatIsMissingOrLeadsElsewhereOrShouldBeGone() {
    Instant later = Samples.NOW.plusSeconds(1);
    Map<String, Route> right = Map.of(ID, route("alpha"));

    assertThat(routeTroubles(right, later)).isEmpty();
    assertThat(routeTroubles(Map.of(ID, route("beta")), later))
        .singleElement()
        .isInstanceOfSatisfying(
            OtherRoute.class,
            trouble ->
                assertThat(trouble.fields())
                    .containsExactly(new FieldDifference("workerId", "beta", "alpha")));
    assertThat(routeTroubles(Map.of(), later)).hasSize(1);
    history.input(Samples.stop("c2"));
    assertThat(routeTroubles(right, later)).hasSize(1);
  }

  @Test
  void blamesNoRouteThatWasReadBeforeTheProcessChanged() {
    assertThat(routeTroubles(Map.of(), Samples.NOW)).isEmpty();
  }

  private ProcessSnapshot.Builder snapshot() {
    return ProcessSnapshot.newBuilder(ProcessSnapshotRecords.write(history.process()));
  }

  private List<?> routeTroubles(Map<String, Route> routes, Instant readFrom) {
    return verified(Decider.TODAY, new Published(Map.of(), routes, readFrom), history.transitions())
        .troubles();
  }

  private static Route route(String worker) {
    return new Route(
        ID,
        worker,
        Samples.FIRST_LIFE.value(),
        1L,
        Samples.WHIP_URL,
        new MediaPorts(20_000, 20_001, 20_002, 20_003),
        Samples.NOW);
  }

  private static Published published(Process process) {
    return new Published(Map.of(ID, ProcessSnapshotRecords.write(process)), null, Instant.EPOCH);
  }

  private static VerificationResult verified(
      Decider decider, Published published, List<Transition> transitions) {
    Verification verification = new Verification(decider, _ -> true, published);
    transitions.forEach(verification::next);
    return verification.result();
  }

  /// Changed on purpose.
  private static Decision placingElsewhere(
      Process before, ProcessInput input, Circumstances circumstances) {
    List<ProcessEvent> events =
        ProcessDecider.decide(before, input, circumstances).events().stream()
            .map(VerificationTest::elsewhere)
            .toList();
    return new Decision(events, before.after(events, circumstances.now()));
  }

  private static ProcessEvent elsewhere(ProcessEvent event) {
    return event instanceof ProcessPlaced placed
        ? new ProcessPlaced(new WorkerId("elsewhere"), placed.incarnation(), placed.generation())
        : event;
  }
}
