package io.sluice.controlplane.process;

import static io.sluice.controlplane.process.Given.given;
import static io.sluice.controlplane.process.Given.givenOn;
import static io.sluice.controlplane.process.Samples.ALPHA;
import static io.sluice.controlplane.process.Samples.BETA;
import static io.sluice.controlplane.process.Samples.FIRST_LIFE;
import static io.sluice.controlplane.process.Samples.PORTS;
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
import static io.sluice.controlplane.process.Samples.stop;
import static io.sluice.controlplane.process.Samples.tornDown;
import static io.sluice.controlplane.process.Samples.whipConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.Ignored;
import io.sluice.controlplane.process.ProcessEvent.IncarnationChanged;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.StopReason;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.WorkerFact.MediaStarted;
import io.sluice.identity.Generation;
import io.sluice.process.exec.ExecState;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactDeciderTest {
  private static final FactOrigin ALPHA_1 = origin(ALPHA, FIRST_LIFE, 1);
  private static final FactOrigin ALPHA_REBORN = origin(ALPHA, SECOND_LIFE, 1);

  @Test
  void isActiveOnceThePortsAreAllocated() {
    given(start("c1"), ffmpegStarted(ALPHA_1))
        .when(portsAllocated(ALPHA_1))
        .then(portsAllocated(ALPHA_1))
        .thenState(
            new Active(
                Target.first(whipConfig().withDefaults(), 1),
                new Owner(ALPHA, FIRST_LIFE, new Generation(1)),
                new Ffmpeg(1, ExecState.RUNNING, 4711L),
                new Endpoint(PORTS, WHIP_URL),
                null));
  }

  @Test
  void isActiveOnceFfmpegRunsWhenWhipIsOff() {
    given(start("c1", plainConfig()))
        .when(ffmpegStarted(ALPHA_1))
        .thenState(
            new Active(
                Target.first(plainConfig().withDefaults(), 1),
                new Owner(ALPHA, FIRST_LIFE, new Generation(1)),
                new Ffmpeg(1, ExecState.RUNNING, 4711L),
                null,
                null));
  }

  @Test
  void takesNoPortsOfAProcessWithoutWhip() {
    given(start("c1", plainConfig()))
        .when(portsAllocated(ALPHA_1))
        .then(new FactIgnored(Ignored.NOT_EXPECTED, "the process has no WHIP endpoint"))
        .thenNothingChanges();
  }

  @Test
  void ignoresAFactOfAnotherWorker() {
    given(start("c1"))
        .when(portsAllocated(origin(BETA, FIRST_LIFE, 1)))
        .then(new FactIgnored(Ignored.WRONG_WORKER, "another worker holds the process"))
        .thenNothingChanges();
  }

  @Test
  void ignoresAFactOfAnEarlierLife() {
    given(start("c1"), portsAllocated(ALPHA_REBORN))
        .when(tornDown(ALPHA_1, "ASSIGNMENT_GONE", false))
        .then(new FactIgnored(Ignored.OLD_INCARNATION, "that life of the worker is over"))
        .thenNothingChanges();
  }

  @Test
  void ignoresAFactOfAnEarlierGeneration() {
    given(start("c1"), stop("c2"), tornDown(ALPHA_1, "ASSIGNMENT_GONE", false), start("c3"))
        .when(portsAllocated(ALPHA_1))
        .then(new FactIgnored(Ignored.OLD_GENERATION, "that generation has ended"))
        .thenNothingChanges();
  }

  @Test
  void ignoresAFactOfAGenerationThatWasNeverGiven() {
    given(start("c1"))
        .when(portsAllocated(origin(ALPHA, FIRST_LIFE, 2)))
        .then(new FactIgnored(Ignored.UNKNOWN_GENERATION, "that generation was never given"))
        .thenNothingChanges();
  }

  @Test
  void ignoresAFactOfAnUnknownProcess() {
    given()
        .when(portsAllocated(ALPHA_1))
        .then(new FactIgnored(Ignored.UNKNOWN_PROCESS, "no such process was ever started"))
        .thenNothingChanges();
  }

  @Test
  void ignoresAPublisherBeforeThereIsAnEndpoint() {
    given(start("c1"))
        .when(connected(ALPHA_1, SESSION))
        .then(new FactIgnored(Ignored.NOT_EXPECTED, "the process takes no publisher yet"));
  }

  @Test
  void takesAFactOfANewLifeAndForgetsThePortsOfTheOld() {
    given(start("c1"), portsAllocated(ALPHA_1), connected(ALPHA_1, SESSION))
        .when(ffmpegStarted(ALPHA_REBORN))
        .then(new IncarnationChanged(ALPHA, SECOND_LIFE), ffmpegStarted(ALPHA_REBORN))
        .thenState(
            new Assigned(
                Target.first(whipConfig().withDefaults(), 1),
                new Owner(ALPHA, SECOND_LIFE, new Generation(1)),
                new Ffmpeg(1, ExecState.RUNNING, 4711L)));
  }

  @Test
  void showsThePublisherAndItsMedia() {
    Given process =
        given(
            start("c1"),
            portsAllocated(ALPHA_1),
            connected(ALPHA_1, SESSION),
            new MediaStarted(ALPHA_1, SESSION, 1, 640, 360));
    assertThat(active(process).publisher()).isEqualTo(new Publisher(SESSION, true));
  }

  @Test
  void keepsTheNewPublisherWhenTheOldOneGoes() {
    Given process =
        given(
            start("c1"),
            portsAllocated(ALPHA_1),
            connected(ALPHA_1, "old"),
            connected(ALPHA_1, "new"),
            disconnected(ALPHA_1, "old"));
    assertThat(active(process).publisher()).isEqualTo(new Publisher("new", false));
  }

  @Test
  void isStoppedOnceTheWorkerHoldsNothing() {
    given(start("c1"), portsAllocated(ALPHA_1), stop("c2"))
        .when(tornDown(ALPHA_1, "ASSIGNMENT_GONE", true))
        .then(
            tornDown(ALPHA_1, "ASSIGNMENT_GONE", true),
            new ProcessStopped(StopReason.STOPPED, true));
  }

  @Test
  void placesAgainWhatAWorkerLetGoAtItsShutdown() {
    given(start("c1"), portsAllocated(ALPHA_1))
        .butNowOn(candidate(ALPHA, 10), candidate(BETA, 1))
        .when(tornDown(ALPHA_1, "WORKER_SHUTDOWN", false))
        .then(
            tornDown(ALPHA_1, "WORKER_SHUTDOWN", false),
            new PlacementLost(Loss.WORKER_SHUTDOWN, new Generation(1)),
            new ProcessPlaced(BETA, FIRST_LIFE, new Generation(2)));
  }

  @Test
  void waitsWhenNobodyElseCanTakeWhatAWorkerLetGo() {
    given(start("c1"), portsAllocated(ALPHA_1))
        .when(tornDown(ALPHA_1, "WORKER_SHUTDOWN", false))
        .then(
            tornDown(ALPHA_1, "WORKER_SHUTDOWN", false),
            new PlacementLost(Loss.WORKER_SHUTDOWN, new Generation(1)),
            new PlacementPostponed("NO_WORKER", "no worker is ready"));
  }

  @Test
  void ignoresTheEndOfALifeItWasMovedAwayFrom() {
    givenOn(
            List.of(candidate(BETA, 5)),
            start("c1"),
            tornDown(origin(BETA, FIRST_LIFE, 1), "WORKER_SHUTDOWN", false))
        .when(tornDown(origin(BETA, FIRST_LIFE, 1), "WORKER_SHUTDOWN", false))
        .then(new FactIgnored(Ignored.OLD_GENERATION, "that generation has ended"))
        .thenNothingChanges();
  }

  private static Active active(Given process) {
    assertThat(process.state()).isInstanceOf(Active.class);
    return (Active) process.state();
  }
}
