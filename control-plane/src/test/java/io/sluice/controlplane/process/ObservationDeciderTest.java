package io.sluice.controlplane.process;

import static io.sluice.controlplane.process.Given.given;
import static io.sluice.controlplane.process.Given.givenOn;
import static io.sluice.controlplane.process.Samples.ALPHA;
import static io.sluice.controlplane.process.Samples.BETA;
import static io.sluice.controlplane.process.Samples.FIRST_LIFE;
import static io.sluice.controlplane.process.Samples.SECOND_LIFE;
import static io.sluice.controlplane.process.Samples.candidate;
import static io.sluice.controlplane.process.Samples.origin;
import static io.sluice.controlplane.process.Samples.portsAllocated;
import static io.sluice.controlplane.process.Samples.start;
import static io.sluice.controlplane.process.Samples.stop;
import static io.sluice.controlplane.process.Samples.whipConfig;

import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.Ignored;
import io.sluice.controlplane.process.ProcessEvent.IncarnationChanged;
import io.sluice.controlplane.process.ProcessEvent.InputRefused;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.StopReason;
import io.sluice.controlplane.process.ProcessInput.PlacementDue;
import io.sluice.controlplane.process.ProcessInput.Unreadable;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.ProcessInput.WorkerRestarted;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.identity.Generation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationDeciderTest {
  private static final FactOrigin ALPHA_1 = origin(ALPHA, FIRST_LIFE, 1);
  private static final WorkerLost ALPHA_LOST = new WorkerLost(ALPHA, FIRST_LIFE, 6_000_000);
  private static final WorkerRestarted ALPHA_BACK = new WorkerRestarted(ALPHA, SECOND_LIFE);

  @Test
  void placesAgainWhatALostWorkerHeld() {
    given(start("c1"), portsAllocated(ALPHA_1))
        .butNowOn(candidate(BETA, 3))
        .when(ALPHA_LOST)
        .then(
            new PlacementLost(Loss.WORKER_LOST, new Generation(1)),
            new ProcessPlaced(BETA, FIRST_LIFE, new Generation(2)));
  }

  @Test
  void neverPlacesOnTheLifeThatIsLost() {
    given(start("c1"))
        .when(ALPHA_LOST)
        .then(
            new PlacementLost(Loss.WORKER_LOST, new Generation(1)),
            new PlacementPostponed("NO_WORKER", "no worker is ready"));
  }

  @Test
  void endsWithForceWhatWasStoppingOnALostWorker() {
    given(start("c1"), portsAllocated(ALPHA_1), stop("c2"))
        .when(ALPHA_LOST)
        .then(new ProcessStopped(StopReason.WORKER_LOST, true));
  }

  @Test
  void endsWithForceWhatWasStoppingOnAWorkerThatRestarted() {
    given(start("c1"), portsAllocated(ALPHA_1), stop("c2"))
        .when(ALPHA_BACK)
        .then(new ProcessStopped(StopReason.WORKER_LOST, true));
  }

  @Test
  void staysWithAWorkerThatRestartedUnderTheSameGeneration() {
    given(start("c1"), portsAllocated(ALPHA_1))
        .when(ALPHA_BACK)
        .then(new IncarnationChanged(ALPHA, SECOND_LIFE))
        .thenState(
            new Assigned(
                Target.first(whipConfig().withDefaults(), 1),
                new Owner(ALPHA, SECOND_LIFE, new Generation(1)),
                Ffmpeg.NONE));
  }

  @Test
  void ignoresTheLossOfAnEarlierLife() {
    given(start("c1"), ALPHA_BACK)
        .when(ALPHA_LOST)
        .then(
            new FactIgnored(
                Ignored.OLD_INCARNATION, "the process is held in a later life of the worker"))
        .thenNothingChanges();
  }

  @Test
  void ignoresTheLossOfAnotherWorker() {
    given(start("c1"))
        .when(new WorkerLost(BETA, FIRST_LIFE, 1))
        .then(new FactIgnored(Ignored.WRONG_WORKER, "another worker holds the process"))
        .thenNothingChanges();
  }

  @Test
  void placesWhatWaitsWhenThereIsRoom() {
    givenOn(List.of(), start("c1"))
        .butNowOn(candidate(BETA, 1))
        .when(new PlacementDue())
        .then(new ProcessPlaced(BETA, FIRST_LIFE, new Generation(1)));
  }

  @Test
  void doesNotMoveWhatDoesNotWait() {
    given(start("c1"))
        .when(new PlacementDue())
        .then(new FactIgnored(Ignored.NOT_EXPECTED, "the process does not wait"))
        .thenNothingChanges();
  }

  @Test
  void refusesWhatCannotBeRead() {
    given(start("c1"))
        .when(new Unreadable(3, "ab".repeat(32), "too short"))
        .then(new InputRefused("UNREADABLE", null, "too short"))
        .thenNothingChanges();
  }
}
