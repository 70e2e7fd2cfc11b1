package io.sluice.controlplane.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.fleet.Standing.Alive;
import io.sluice.controlplane.fleet.Standing.Lost;
import io.sluice.controlplane.fleet.Standing.Restarted;
import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.Offer;
import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.controlplane.placement.Survey;
import io.sluice.controlplane.testing.AbleFfmpeg;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
  private static final WorkerId ALPHA = new WorkerId("alpha");
  private static final Demand ANYWHERE = new Demand(true, Set.of(), "", PlacementWish.NOTHING);
  private static final Incarnation FIRST = new Incarnation(1);
  private static final Incarnation SECOND = new Incarnation(2);

  // Far enough that the nanoseconds overflow while a test runs.
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();
  private Instant wall = START;
  private Fleet fleet;

  @BeforeEach
  void start() {
    fleet = new Fleet(Duration.ofSeconds(6), () -> nanos, () -> wall, new Random(7));
  }

  @Test
  void offersAWorkerThatIsReady() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 3);
    assertThat(candidates()).containsExactly(candidate(FIRST, 7, 97));
  }

  @Test
  void offersNoWorkerThatDrainsOrIsGone() {
    fleet.caughtUp();
    hear("alpha", 1, "DRAINING", 10, 0);
    hear("beta", 1, "GONE", 10, 0);
    assertThat(candidates()).isEmpty();
  }

  @Test
  void offersNoWorkerThatIsOrderedToBeDrainedInWhicheverLife() {
    fleet.caughtUp();
    fleet.drains(ALPHA, START.plusSeconds(60));
    hear("alpha", 1, "READY", 10, 0);
    assertThat(candidates()).isEmpty();
    hear("alpha", 2, "READY", 10, 0);
    assertThat(candidates()).isEmpty();
    assertThat(fleet.drainDeadline(ALPHA)).contains(START.plusSeconds(60));

    fleet.drainWithdrawn(ALPHA);

    assertThat(candidates()).hasSize(1);
    assertThat(fleet.drainDeadline(ALPHA)).isEmpty();
  }

  @Test
  void knowsByWhenAWorkerWantsToEndItself() {
    fleet.caughtUp();
    fleet.drains(ALPHA, START.plusSeconds(60));
    fleet.heard(heartbeat("alpha", "DRAINING").setDrainDeadline(START.plusSeconds(9)).build());
    assertThat(fleet.drainDeadline(ALPHA)).contains(START.plusSeconds(9));

    hear("alpha", 9, "READY", 10, 0);

    assertThat(fleet.drainDeadline(ALPHA)).contains(START.plusSeconds(60));
  }

  @Test
  void ignoresAStateItDoesNotKnow() {
    fleet.caughtUp();
    hear("alpha", 1, "ASLEEP", 10, 0);
    assertThat(candidates()).isEmpty();
  }

  @Test
  void countsWhatWasPlacedBeforeTheWorkerDoes() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    place("p1", 1, ALPHA);
    place("p2", 1, ALPHA);
    assertThat(candidates()).containsExactly(candidate(FIRST, 8, 98));

    // The worker has read its assignments.
    hear("alpha", 1, "READY", 10, 2);
    assertThat(candidates()).containsExactly(candidate(FIRST, 8, 98));

    // It still runs what is no longer its own.
    fleet.holds(new ProcessId("p1"), 2, null, "");
    assertThat(candidates()).containsExactly(candidate(FIRST, 8, 98));
    hear("alpha", 1, "READY", 10, 1);
    assertThat(candidates()).containsExactly(candidate(FIRST, 9, 99));
  }

  @Test
  void countsWhatAnotherControlPlanePlacedAndNothingTwice() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    place("p1", 3, ALPHA);
    place("p1", 3, ALPHA);
    assertThat(candidates().getFirst().freeProcesses()).isEqualTo(9);
    // Read after it was decided here that nobody holds it.
    fleet.holds(new ProcessId("p1"), 4, null, "");
    place("p1", 3, ALPHA);
    assertThat(candidates().getFirst().freeProcesses()).isEqualTo(10);
  }

  @Test
  void forgetsWhatWasDecidedHereAndNeverCommitted() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    fleet.reserves(new ProcessId("aborted"), 1, ALPHA, "");
    fleet.reserves(new ProcessId("committed"), 1, ALPHA, "");
    place("committed", 1, ALPHA);
    assertThat(candidates().getFirst().freeProcesses()).isEqualTo(8);

    pass(Duration.ofSeconds(16));
    hear("alpha", 1, "READY", 10, 0);
    assertThat(candidates().getFirst().freeProcesses()).isEqualTo(9);
  }

  @Test
  void goesBackToWhatWasCommittedLast() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    place("p1", 1, ALPHA);
    fleet.reserves(new ProcessId("p1"), 2, null, "");
    assertThat(candidates().getFirst().freeProcesses()).isEqualTo(10);

    pass(Duration.ofSeconds(16));
    hear("alpha", 1, "READY", 10, 0);
    assertThat(candidates().getFirst().freeProcesses()).isEqualTo(9);
  }

  @Test
  void knowsWhatAWorkerHoldsBeforeItIsHeard() {
    fleet.caughtUp();
    place("p1", 1, ALPHA);
    hear("alpha", 1, "READY", 1, 0);
    assertThat(candidates()).isEmpty();
    fleet.forgotten(new ProcessId("p1"));
    assertThat(candidates()).hasSize(1);
  }

  @Test
  void offersSixteenThatCanTakeIt() {
    fleet.caughtUp();
    for (int i = 1; i <= 400; i++) {
      hear("worker-" + i, 1, "READY", 10, i <= 380 ? 10 : 5);
    }
    assertThat(candidates())
        .hasSize(Offering.MAX_OFFER)
        .allSatisfy(c -> assertThat(c.freeProcesses()).isEqualTo(5));
  }

  @Test
  void findsTheOneWorkerWithARareLabelAmongThousands() {
    fleet.caughtUp();
    for (int i = 1; i <= 5_000; i++) {
      hear("worker-" + i, 1, "READY", 10, 0, i == 4_711 ? "moon" : "earth");
    }
    hear("crowded", 1, "READY", 10, 9, "mars");
    assertThat(fleet.offer(requiring("moon")).candidates())
        .extracting(c -> c.workerId().value())
        .containsExactly("worker-4711");
    assertThat(fleet.offer(requiring("mars")).candidates())
        .extracting(c -> c.workerId().value())
        .containsExactly("crowded");
  }

  @Test
  void tellsWhatStoodAgainstHowManyWorkers() {
    fleet.caughtUp();
    hear("silent", 1, "READY", 10, 0, "a");
    pass(Duration.ofSeconds(7));
    hear("full", 1, "READY", 10, 10, "a");
    hear("draining", 1, "DRAINING", 10, 0, "a");
    hear("elsewhere-1", 1, "READY", 10, 0, "b");
    hear("elsewhere-2", 1, "READY", 10, 0, "b");
    assertThat(fleet.offer(requiring("a")))
        .isEqualTo(new Offer(List.of(), new Survey(1, 1, 2, 0, 1, 0, Map.of())));
  }

  @Test
  void offersOnlyWorkersWhoseFfmpegCanDoWhatIsAskedFor() {
    fleet.caughtUp();
    for (int i = 1; i <= 1_000; i++) {
      hear("worker-" + i, 1, "READY", 10, 0);
    }
    fleet.heard(heartbeat("able", "READY").setFfmpegEncoders(List.of("h264_nvenc")).build());

    Offer offer = fleet.offer(needing("encoder h264_nvenc", "muxer mpegts"));

    assertThat(offer.candidates())
        .singleElement()
        .satisfies(able -> {
          assertThat(able.workerId().value()).isEqualTo("able");
          assertThat(able.ffmpegFeatures()).containsExactly("encoder h264_nvenc", "muxer mpegts");
        });
  }

  @Test
  void tellsWhatFfmpegsLackWhenNoneCan() {
    fleet.caughtUp();
    hear("with-mpegts", 1, "READY", 10, 0);
    fleet.heard(heartbeat("without", "READY").setFfmpegMuxers(List.of("mp4")).build());

    Offer offer = fleet.offer(needing("encoder h264_nvenc", "muxer mpegts"));

    assertThat(offer)
        .isEqualTo(
            new Offer(
                List.of(),
                new Survey(0, 0, 0, 2, 0, 0, Map.of("encoder h264_nvenc", 2, "muxer mpegts", 1))));
  }

  @Test
  void findsAWorkerWhoseFfmpegWasReplaced() {
    fleet.caughtUp();
    fleet.heard(heartbeat("worker", "READY").setFfmpegMuxers(List.of("mp4")).build());
    assertThat(fleet.offer(needing("muxer mpegts")).candidates()).isEmpty();

    fleet.heard(heartbeat("worker", "READY").setIncarnation(2).build());

    assertThat(fleet.offer(needing("muxer mpegts")).candidates()).hasSize(1);
  }

  @Test
  void offersThoseOfTheSameReferenceToWhoeverWantsToBeTogether() {
    fleet.caughtUp();
    for (int i = 1; i <= 1_000; i++) {
      hear("worker-" + i, 1, "READY", 10, i == 500 ? 9 : 0);
    }
    fleet.holds(new ProcessId("p"), 1, new WorkerId("worker-500"), "show");
    assertThat(fleet.offer(company(PlacementWish.TOGETHER)).candidates())
        .anySatisfy(c -> {
          assertThat(c.workerId().value()).isEqualTo("worker-500");
          assertThat(c.sameReference()).isEqualTo(1);
        });
  }

  @Test
  void offersAWorkerWithoutTheReferenceToWhoeverWantsToBeAlone() {
    fleet.caughtUp();
    for (int i = 1; i <= 40; i++) {
      hear("worker-" + i, 1, "READY", 10, i == 40 ? 5 : 0);
      if (i < 40) {
        fleet.holds(new ProcessId("p" + i), 1, new WorkerId("worker-" + i), "show");
      }
    }
    assertThat(fleet.offer(company(PlacementWish.SPREAD)).candidates())
        .anySatisfy(c -> assertThat(c.workerId().value()).isEqualTo("worker-40"));
  }

  @Test
  void doesNotOfferTheSameWorkersFirstToEverybody() {
    fleet.caughtUp();
    for (int i = 1; i <= 100; i++) {
      hear("worker-" + i, 1, "READY", 10, 0);
    }
    Set<WorkerId> first = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      first.add(candidates().getFirst().workerId());
    }
    assertThat(first).hasSizeGreaterThan(20);
  }

  @Test
  void isLostAfterTheLeaseWithoutAHeartbeat() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    pass(Duration.ofMillis(5_900));
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Alive());
    pass(Duration.ofMillis(100));
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Lost(Duration.ofSeconds(6)));
    assertThat(candidates()).isEmpty();
  }

  @Test
  void livesOnWithEachHeartbeat() {
    fleet.caughtUp();
    for (int i = 0; i < 10; i++) {
      hear("alpha", 1, "READY", 10, 0);
      pass(Duration.ofSeconds(5));
    }
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Alive());
  }

  @Test
  void losesNobodyWhileKafkaDoesNotAnswer() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    nanos += Duration.ofMinutes(5).toNanos();
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Alive());
  }

  @Test
  void grantsAFullLeaseWhenKafkaAnswersAgain() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    nanos += Duration.ofMinutes(5).toNanos();
    fleet.kafkaAnswered();
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Alive());
    pass(Duration.ofMillis(5_900));
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Alive());
    pass(Duration.ofMillis(100));
    assertThat(fleet.standing(ALPHA, FIRST)).isInstanceOf(Lost.class);
  }

  @Test
  void grantsAFullLeaseAfterItsOwnStart() {
    hear("alpha", 1, "READY", 10, 0);
    pass(Duration.ofSeconds(20));
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Alive());
    fleet.caughtUp();
    pass(Duration.ofMillis(5_900));
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Alive());
    pass(Duration.ofMillis(100));
    assertThat(fleet.standing(ALPHA, FIRST)).isInstanceOf(Lost.class);
  }

  @Test
  void losesAWorkerOfWhichNoHeartbeatIsThere() {
    fleet.caughtUp();
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Alive());
    pass(Duration.ofSeconds(6));
    assertThat(fleet.standing(ALPHA, FIRST)).isInstanceOf(Lost.class);
  }

  @Test
  void losesAWorkerThatIsGoneSoonerThanItsLease() {
    fleet.caughtUp();
    hear("alpha", 1, "GONE", 10, 0);
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Alive());
    pass(Duration.ofSeconds(1));
    assertThat(fleet.standing(ALPHA, FIRST)).isInstanceOf(Lost.class);
  }

  @Test
  void noticesANewLife() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    hear("alpha", 2, "READY", 10, 0);
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Restarted(SECOND));
    assertThat(fleet.standing(ALPHA, SECOND)).isEqualTo(new Alive());
  }

  @Test
  void doesNotGoBackToAnEarlierLife() {
    fleet.caughtUp();
    hear("alpha", 2, "READY", 10, 0);
    hear("alpha", 1, "READY", 99, 0);
    assertThat(candidates()).containsExactly(candidate(SECOND, 10, 100));
  }

  @Test
  void givesNothingToAWorkerThatSaidItShutsDown() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    fleet.shutsDown(ALPHA, FIRST);
    hear("alpha", 1, "READY", 10, 0);
    assertThat(candidates()).isEmpty();
    hear("alpha", 2, "READY", 10, 0);
    assertThat(candidates()).hasSize(1);
  }

  @Test
  void givesNothingToAWorkerWhoseLastWordIsOldBeforeItSpeaksAgain() {
    wall = START.plusSeconds(3_600);
    hear("alpha", 1, "READY", 10, 0);
    fleet.caughtUp();
    assertThat(candidates()).isEmpty();
    hear("alpha", 1, "READY", 10, 0);
    assertThat(candidates()).hasSize(1);
  }

  @Test
  void forgetsAWorkerThatWasStruckOff() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    fleet.removed(ALPHA);
    assertThat(candidates()).isEmpty();
  }

  private List<Candidate> candidates() {
    return fleet.offer(ANYWHERE).candidates();
  }

  private void place(String process, long sequence, WorkerId worker) {
    fleet.holds(new ProcessId(process), sequence, worker, "");
  }

  private static Demand requiring(String place) {
    return new Demand(
        true, Set.of(), "", new PlacementWish(Map.of("place", place), Map.of(), "NONE"));
  }

  private static Demand company(String sameReference) {
    return new Demand(true, Set.of(), "show", new PlacementWish(Map.of(), Map.of(), sameReference));
  }

  private static Candidate candidate(Incarnation life, int freeProcesses, int freeLeases) {
    return new Candidate(
        ALPHA, life, 10, freeProcesses, freeLeases, 0.25, 0.5, List.of(), Map.of(), 0);
  }

  /// Kafka answers all the while.
  private void pass(Duration time) {
    long end = nanos + time.toNanos();
    long step = fleet.probeInterval().toNanos();
    while (end - nanos > step) {
      nanos += step;
      fleet.kafkaAnswered();
    }
    nanos = end;
    fleet.kafkaAnswered();
  }

  private void hear(String id, long incarnation, String state, int maxProcesses, int processes) {
    hear(id, incarnation, state, maxProcesses, processes, "");
  }

  private void hear(
      String id, long incarnation, String state, int maxProcesses, int processes, String place) {
    fleet.heard(
        heartbeat(id, state)
            .setIncarnation(incarnation)
            .setMaxProcesses(maxProcesses)
            .setProcesses(processes)
            .setFreeLeases(100 - processes)
            .setLabels(place.isEmpty() ? Map.of() : Map.of("place", place))
            .build());
  }

  private static WorkerHeartbeat.Builder heartbeat(String id, String state) {
    return AbleFfmpeg.heartbeat()
        .setWorkerId(id)
        .setIncarnation(1)
        .setSequence(1)
        .setAt(START)
        .setState(state)
        .setIntervalMillis(2_000)
        .setHttpUrl("http://127.0.0.1:8081")
        .setMaxProcesses(10)
        .setProcesses(0)
        .setFreeLeases(100)
        .setCpuLoad(0.25)
        .setMemoryLoad(0.5);
  }

  private static Demand needing(String... features) {
    return new Demand(true, Set.of(features), "", PlacementWish.NOTHING);
  }
}
