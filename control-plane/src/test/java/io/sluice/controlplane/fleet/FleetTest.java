package io.sluice.controlplane.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.fleet.Standing.Alive;
import io.sluice.controlplane.fleet.Standing.Lost;
import io.sluice.controlplane.fleet.Standing.Restarted;
import io.sluice.controlplane.placement.Candidate;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
  private static final WorkerId ALPHA = new WorkerId("alpha");
  private static final Incarnation FIRST = new Incarnation(1);
  private static final Incarnation SECOND = new Incarnation(2);

  // Far enough that the nanoseconds overflow while a test runs.
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();
  private Instant wall = START;
  private Fleet fleet;

  @BeforeEach
  void start() {
    fleet = new Fleet(Duration.ofSeconds(6), () -> nanos, () -> wall);
  }

  @Test
  void offersAWorkerThatIsReady() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 3);
    assertThat(fleet.candidates())
        .containsExactly(new Candidate(ALPHA, FIRST, 7, 97, 0.25, List.of()));
  }

  @Test
  void offersNoWorkerThatDrainsOrIsGone() {
    fleet.caughtUp();
    hear("alpha", 1, "DRAINING", 10, 0);
    hear("beta", 1, "GONE", 10, 0);
    assertThat(fleet.candidates()).isEmpty();
  }

  @Test
  void ignoresAStateItDoesNotKnow() {
    fleet.caughtUp();
    hear("alpha", 1, "ASLEEP", 10, 0);
    assertThat(fleet.candidates()).isEmpty();
  }

  @Test
  void takesReservationsOffUntilTheWorkerCountsThemItself() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    fleet.reserve(ALPHA, true);
    fleet.reserve(ALPHA, false);
    assertThat(free()).isEqualTo(8);
    assertThat(fleet.candidates().getFirst().freeLeases()).isEqualTo(99);

    // Sent before the worker can have read its assignments.
    pass(Duration.ofMillis(100));
    hear("alpha", 1, "READY", 10, 0);
    assertThat(free()).isEqualTo(8);

    pass(Duration.ofSeconds(2));
    hear("alpha", 1, "READY", 10, 2);
    assertThat(free()).isEqualTo(8);
  }

  @Test
  void offersTheSixteenWithTheMostRoom() {
    fleet.caughtUp();
    for (int i = 1; i <= 40; i++) {
      hear("worker-" + i, 1, "READY", i, 0);
    }
    assertThat(fleet.candidates())
        .hasSize(Fleet.MAX_OFFER)
        .allSatisfy(c -> assertThat(c.freeProcesses()).isGreaterThan(24));
  }

  @Test
  void isLostAfterTheLeaseWithoutAHeartbeat() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    pass(Duration.ofMillis(5_900));
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Alive());
    pass(Duration.ofMillis(100));
    assertThat(fleet.standing(ALPHA, FIRST)).isEqualTo(new Lost(Duration.ofSeconds(6)));
    assertThat(fleet.candidates()).isEmpty();
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
    assertThat(fleet.candidates())
        .containsExactly(new Candidate(ALPHA, SECOND, 10, 100, 0.25, List.of()));
  }

  @Test
  void givesNothingToAWorkerThatSaidItShutsDown() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    fleet.shutsDown(ALPHA, FIRST);
    hear("alpha", 1, "READY", 10, 0);
    assertThat(fleet.candidates()).isEmpty();
    hear("alpha", 2, "READY", 10, 0);
    assertThat(fleet.candidates()).hasSize(1);
  }

  @Test
  void givesNothingToAWorkerWhoseLastWordIsOldBeforeItSpeaksAgain() {
    wall = START.plusSeconds(3_600);
    hear("alpha", 1, "READY", 10, 0);
    fleet.caughtUp();
    assertThat(fleet.candidates()).isEmpty();
    hear("alpha", 1, "READY", 10, 0);
    assertThat(fleet.candidates()).hasSize(1);
  }

  @Test
  void forgetsAWorkerThatWasStruckOff() {
    fleet.caughtUp();
    hear("alpha", 1, "READY", 10, 0);
    fleet.removed(ALPHA);
    assertThat(fleet.candidates()).isEmpty();
  }

  private int free() {
    return fleet.candidates().getFirst().freeProcesses();
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
    fleet.heard(
        WorkerHeartbeat.newBuilder()
            .setWorkerId(id)
            .setIncarnation(incarnation)
            .setSequence(1)
            .setAt(START)
            .setState(state)
            .setIntervalMillis(2_000)
            .setHttpUrl("http://127.0.0.1:8081")
            .setMaxProcesses(maxProcesses)
            .setProcesses(processes)
            .setFreeLeases(100 - processes)
            .setCpuLoad(0.25)
            .build());
  }
}
