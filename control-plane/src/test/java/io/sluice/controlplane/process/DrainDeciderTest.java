package io.sluice.controlplane.process;

import static io.sluice.controlplane.process.Given.given;
import static io.sluice.controlplane.process.Given.givenOn;
import static io.sluice.controlplane.process.Samples.ALPHA;
import static io.sluice.controlplane.process.Samples.BETA;
import static io.sluice.controlplane.process.Samples.FIRST_LIFE;
import static io.sluice.controlplane.process.Samples.NOW;
import static io.sluice.controlplane.process.Samples.SECOND_LIFE;
import static io.sluice.controlplane.process.Samples.SESSION;
import static io.sluice.controlplane.process.Samples.WHIP_URL;
import static io.sluice.controlplane.process.Samples.candidate;
import static io.sluice.controlplane.process.Samples.connected;
import static io.sluice.controlplane.process.Samples.disconnected;
import static io.sluice.controlplane.process.Samples.ffmpegStarted;
import static io.sluice.controlplane.process.Samples.origin;
import static io.sluice.controlplane.process.Samples.plainConfig;
import static io.sluice.controlplane.process.Samples.portsAllocated;
import static io.sluice.controlplane.process.Samples.start;
import static io.sluice.controlplane.process.Samples.tornDown;
import static io.sluice.controlplane.process.Samples.whipConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.Ignored;
import io.sluice.controlplane.process.ProcessEvent.IncarnationChanged;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.MoveBegan;
import io.sluice.controlplane.process.ProcessEvent.MoveCutShort;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessInput.DrainDue;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.ProcessInput.WorkerRestarted;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.identity.Generation;
import io.sluice.identity.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainDeciderTest {
  private static final WorkerId GAMMA = new WorkerId("gamma");
  private static final FactOrigin ALPHA_1 = origin(ALPHA, FIRST_LIFE, 1);
  private static final FactOrigin BETA_2 = origin(BETA, FIRST_LIFE, 2);
  private static final DrainDue IN_TIME = new DrainDue(ALPHA, NOW.plusSeconds(60));
  private static final DrainDue OVER = new DrainDue(ALPHA, NOW);
  private static final DrainDue LONG_OVER =
      new DrainDue(ALPHA, NOW.minus(DrainDecider.MAKING_READY));
  private static final Target TARGET = Target.first(whipConfig().withDefaults(), 1);
  private static final Reception AT_ALPHA =
      new Reception(
          new Owner(ALPHA, FIRST_LIFE, new Generation(1)), new Endpoint(Samples.PORTS, WHIP_URL));
  private static final MoveBegan TO_BETA =
      new MoveBegan(BETA, FIRST_LIFE, new Generation(2), ALPHA);

  private static Given idleAtAlpha() {
    return given(start("c1"), portsAllocated(ALPHA_1));
  }

  private static Given movingToBeta() {
    // Beta is the fuller one, so alpha is chosen first.
    List<Candidate> both = List.of(candidate(ALPHA, 10), candidate(BETA, 1));
    return givenOn(both, start("c1"), portsAllocated(ALPHA_1), IN_TIME);
  }

  @Test
  void movesAnIdleProcessAtOnceAndLeadsPublishersToTheOldOwnerUntilThen() {
    idleAtAlpha()
        .butNowOn(candidate(ALPHA, 10), candidate(BETA, 1))
        .when(IN_TIME)
        .then(TO_BETA)
        .thenState(
            new Moving(
                TARGET, new Owner(BETA, FIRST_LIFE, new Generation(2)), Ffmpeg.NONE, AT_ALPHA));
  }

  @Test
  void leadsPublishersToTheNewOwnerOnceItTakesThemIn() {
    movingToBeta()
        .when(portsAllocated(BETA_2))
        .then(portsAllocated(BETA_2))
        .thenState(
            new Active(
                TARGET,
                new Owner(BETA, FIRST_LIFE, new Generation(2)),
                Ffmpeg.NONE,
                new Endpoint(Samples.PORTS, WHIP_URL),
                null));
  }

  @Test
  void leavesAStreamAloneBeforeTheDeadline() {
    given(start("c1"), portsAllocated(ALPHA_1), connected(ALPHA_1, SESSION))
        .butNowOn(candidate(BETA, 1))
        .when(IN_TIME)
        .then(
            new FactIgnored(Ignored.NOT_EXPECTED, "the process has not to leave that worker now"));
  }

  @Test
  void movesAStreamWhenItsPublisherHasLeft() {
    given(
            start("c1"),
            portsAllocated(ALPHA_1),
            connected(ALPHA_1, SESSION),
            disconnected(ALPHA_1, SESSION))
        .butNowOn(candidate(BETA, 1))
        .when(IN_TIME)
        .then(TO_BETA);
  }

  @Test
  void movesAStreamAtTheDeadlineWithoutAGap() {
    given(start("c1"), portsAllocated(ALPHA_1), connected(ALPHA_1, SESSION))
        .butNowOn(candidate(BETA, 1))
        .when(OVER)
        .then(TO_BETA);
  }

  @Test
  void leavesAProcessThatNobodyElseCanTakeWhereItIsUntilTheDeadline() {
    idleAtAlpha()
        .when(IN_TIME)
        .then(new FactIgnored(Ignored.NOT_EXPECTED, "no other worker can take the process yet"));
    idleAtAlpha()
        .when(OVER)
        .then(
            new PlacementLost(Loss.DRAINED, new Generation(1)),
            new PlacementPostponed("NO_WORKER", "no worker is ready"));
  }

  @Test
  void placesAnewWhatIsNotRunningYet() {
    given(start("c1"))
        .butNowOn(candidate(BETA, 1))
        .when(IN_TIME)
        .then(
            new PlacementLost(Loss.DRAINED, new Generation(1)),
            new ProcessPlaced(BETA, FIRST_LIFE, new Generation(2)));
  }

  @Test
  void neverRunsTwoFfmpegsOnTheSameInputs() {
    given(start("c1", plainConfig()), ffmpegStarted(ALPHA_1))
        .butNowOn(candidate(BETA, 1))
        .when(IN_TIME)
        .then(
            new PlacementLost(Loss.DRAINED, new Generation(1)),
            new ProcessPlaced(BETA, FIRST_LIFE, new Generation(2)));
  }

  @Test
  void hearsOfNoPublisherAtTheOldOwnerAnyMore() {
    movingToBeta().when(connected(ALPHA_1, SESSION)).thenNothingChanges();
    movingToBeta().when(disconnected(ALPHA_1, SESSION)).thenNothingChanges();
  }

  @Test
  void leadsNobodyToAnOldOwnerThatIsGone() {
    Assigned atBeta =
        new Assigned(TARGET, new Owner(BETA, FIRST_LIFE, new Generation(2)), Ffmpeg.NONE);
    movingToBeta()
        .when(tornDown(ALPHA_1, "WORKER_SHUTDOWN", false))
        .then(new MoveCutShort(ALPHA, Loss.WORKER_SHUTDOWN))
        .thenState(atBeta);
    movingToBeta()
        .when(new WorkerLost(ALPHA, FIRST_LIFE, 1))
        .then(new MoveCutShort(ALPHA, Loss.WORKER_LOST))
        .thenState(atBeta);
    movingToBeta()
        .when(new WorkerRestarted(ALPHA, SECOND_LIFE))
        .then(new MoveCutShort(ALPHA, Loss.WORKER_LOST));
  }

  @Test
  void doesNotWaitForEverForANewOwner() {
    movingToBeta().when(OVER).thenNothingChanges();
    movingToBeta().when(LONG_OVER).then(new MoveCutShort(ALPHA, Loss.DRAINED));
  }

  @Test
  void movesOnWhenTheNewOwnerIsLostOrDrainedItself() {
    MoveBegan toGamma = new MoveBegan(GAMMA, FIRST_LIFE, new Generation(3), ALPHA);
    Given moving = movingToBeta().butNowOn(candidate(ALPHA, 9), candidate(GAMMA, 1));

    moving
        .when(new WorkerLost(BETA, FIRST_LIFE, 1))
        .then(toGamma)
        .thenState(
            new Moving(
                TARGET, new Owner(GAMMA, FIRST_LIFE, new Generation(3)), Ffmpeg.NONE, AT_ALPHA));
    moving.when(new DrainDue(BETA, NOW.plusSeconds(60))).then(toGamma);
  }

  @Test
  void waitsWhenTheNewOwnerIsLostAndThereIsNoThird() {
    movingToBeta()
        .butNowOn()
        .when(new WorkerLost(BETA, FIRST_LIFE, 1))
        .then(
            new PlacementLost(Loss.WORKER_LOST, new Generation(2)),
            new PlacementPostponed("NO_WORKER", "no worker is ready"));
  }

  @Test
  void goesOnMovingWhenTheNewOwnerStartsAnew() {
    movingToBeta()
        .when(new WorkerRestarted(BETA, SECOND_LIFE))
        .then(new IncarnationChanged(BETA, SECOND_LIFE))
        .thenState(
            new Moving(
                TARGET, new Owner(BETA, SECOND_LIFE, new Generation(2)), Ffmpeg.NONE, AT_ALPHA));
  }

  @Test
  void recordsTheWorkersOnOfferWithWhatItDecides() {
    Process idle =
        Process.unknown(Samples.CAMERA)
            .after(
                List.of(
                    new ProcessEvent.ProcessConfigured(whipConfig().withDefaults(), 1),
                    new ProcessPlaced(ALPHA, FIRST_LIFE, new Generation(1)),
                    portsAllocated(ALPHA_1)),
                NOW);

    assertThat(ProcessDecider.mayPlace(idle.state(), IN_TIME)).isTrue();
    assertThat(ProcessDecider.demand(idle.state(), IN_TIME)).isPresent();
  }
}
