package io.sluice.eventlog.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.loop.LoopHealth.Restoring;
import io.sluice.eventlog.loop.LoopHealth.Running;
import io.sluice.eventlog.testing.KafkaFixture;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to its owners, each input is decided exactly once.
class ExactlyOnceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Fleet fleet = new Fleet(KafkaFixture.shared());

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void aZombieThatWakesBeforeItsOffsetsAreSentIsFencedByTheGroup() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    PausingClients clients = PausingClients.pausing("sendOffsetsToTransaction", reached, released);
    TransactionalLoop zombie = decidedSomething(clients);
    clients.arm();
    fleet.write(1);
    assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();

    TransactionalLoop heir = fleet.start("heir");
    // It has all partitions, and waits for the end of the zombie's transaction.
    await().atMost(PATIENCE).until(() -> heir.health().equals(new Restoring(Set.of(0, 1, 2))));
    released.countDown();

    fleet.assertEachDecidedOnce();
    assertThat(zombie.counters().aborted()).isEqualTo(1);
  }

  @Test
  void aZombieThatWakesBeforeItsCommitIsFencedByTheCoordinator() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    PausingClients clients = PausingClients.pausing("commitTransaction", reached, released);
    decidedSomething(clients);
    clients.arm();
    fleet.write(1);
    assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();

    fleet.start("heir");
    fleet.assertEachDecidedOnce();
    released.countDown();
    fleet.write(5);

    fleet.assertEachDecidedOnce();
  }

  private TransactionalLoop decidedSomething(LoopClients clients) {
    TransactionalLoop loop = fleet.start("zombie", clients);
    fleet.write(3);
    fleet.assertEachDecidedOnce();
    return loop;
  }

  /// The heir has the name of the dead one, as after a restart, or another.
  @ParameterizedTest
  @ValueSource(strings = {"doomed", "heir"})
  void aLoopKilledInTheMidstOfACommitLosesAndRepeatsNothing(String heir) throws Exception {
    fleet.write(20);
    Process doomed = DoomedLoop.launch(fleet, "doomed");
    assertThat(doomed.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(doomed.exitValue()).isEqualTo(DoomedLoop.HALTED);

    fleet.start(heir);
    fleet.write(5);

    fleet.assertEachDecidedOnce();
  }

  @Test
  void membersShareThePartitionsAndTakeThemOver() {
    TransactionalLoop first = fleet.start("first");
    fleet.write(10);
    TransactionalLoop second = fleet.start("second");
    await()
        .atMost(PATIENCE)
        .until(() -> partitions(first) + partitions(second) == 3 && partitions(second) > 0);
    fleet.write(10);
    fleet.assertEachDecidedOnce();

    first.close();
    fleet.write(10);

    fleet.assertEachDecidedOnce();
    assertThat(second.health()).isEqualTo(new Running(Set.of(0, 1, 2)));
    assertThat(first.health()).isEqualTo(new LoopHealth.Closed());
  }

  @Test
  void aSecondLoopOfTheSameNameFencesTheFirstAndNothingIsDecidedTwice() {
    fleet.start("same");
    fleet.write(5);
    fleet.assertEachDecidedOnce();
    fleet.start("same");
    fleet.write(5);

    fleet.assertEachDecidedOnce();
  }

  @Test
  void showsThatNothingIsLeftToDecide() {
    TransactionalLoop loop = fleet.start("one");
    fleet.write(7);
    fleet.assertEachDecidedOnce();

    await().atMost(PATIENCE).until(() -> loop.lag().values().stream().allMatch(lag -> lag == 0));
    assertThat(loop.lag()).containsOnlyKeys(0, 1, 2);
    assertThat(loop.counters().inputs()).isEqualTo(21);
    assertThat(loop.counters().outputs()).isEqualTo(42);
  }

  private static int partitions(TransactionalLoop loop) {
    return loop.health() instanceof Running(Set<Integer> partitions) ? partitions.size() : 0;
  }
}
