package io.sluice.controlplane.process;

import static io.sluice.controlplane.process.Given.given;
import static io.sluice.controlplane.process.Given.givenOn;
import static io.sluice.controlplane.process.Samples.ALPHA;
import static io.sluice.controlplane.process.Samples.CAMERA;
import static io.sluice.controlplane.process.Samples.FIRST_LIFE;
import static io.sluice.controlplane.process.Samples.NOW;
import static io.sluice.controlplane.process.Samples.candidate;
import static io.sluice.controlplane.process.Samples.origin;
import static io.sluice.controlplane.process.Samples.portsAllocated;
import static io.sluice.controlplane.process.Samples.start;
import static io.sluice.controlplane.process.Samples.stop;
import static io.sluice.controlplane.process.Samples.tornDown;
import static io.sluice.controlplane.process.Samples.whipConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.process.CommandOutcome.Kind;
import io.sluice.controlplane.process.ProcessEvent.CommandAccepted;
import io.sluice.controlplane.process.ProcessEvent.CommandChangedNothing;
import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.controlplane.process.ProcessEvent.CommandRepeated;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessConfigured;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.StopReason;
import io.sluice.controlplane.process.ProcessEvent.StopRequested;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.identity.Generation;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandDeciderTest {
  private static final FactOrigin FROM_ALPHA = origin(ALPHA, FIRST_LIFE, 1);

  @Test
  void placesAStartedProcessUnderItsFirstGeneration() {
    given()
        .when(start("c1"))
        .then(
            new CommandAccepted("c1"),
            new ProcessConfigured(whipConfig().withDefaults(), 1),
            new ProcessPlaced(ALPHA, FIRST_LIFE, new Generation(1)))
        .thenState(
            new Assigned(
                Target.first(whipConfig().withDefaults(), 1),
                new Owner(ALPHA, FIRST_LIFE, new Generation(1)),
                Ffmpeg.NONE));
  }

  @Test
  void takesZeroPayloadTypesAndEmptyCodecsForTheDefaults() {
    WhipIngest decided = configured(given().when(start("c1")).decision()).whipIngest();
    assertThat(decided)
        .isEqualTo(
            new WhipIngest(
                true, List.of("H264"), List.of("OPUS"), 96, 111, null, "EAGER", false, "CONTINUE"));
  }

  @Test
  void keepsWhatWasChosen() {
    WhipIngest chosen =
        new WhipIngest(
            true,
            List.of("VP9", "H264"),
            List.of("PCMA", "OPUS"),
            100,
            101,
            "ab".repeat(32),
            "ON_PUBLISH",
            true,
            "RESTART");
    Decision decision = given().when(start("c1", Samples.config(chosen, List.of()))).decision();
    assertThat(configured(decision).whipIngest()).isEqualTo(chosen);
  }

  @Test
  void refusesASecondStartWhileAssigned() {
    given(start("c1")).when(start("c2")).then(alreadyStarted("c2")).thenNothingChanges();
  }

  @Test
  void refusesASecondStartWhileActive() {
    given(start("c1"), portsAllocated(FROM_ALPHA))
        .when(start("c2"))
        .then(alreadyStarted("c2"))
        .thenNothingChanges();
  }

  @Test
  void refusesASecondStartWhileWaiting() {
    givenOn(List.of(), start("c1"))
        .when(start("c2"))
        .then(alreadyStarted("c2"))
        .thenNothingChanges();
  }

  @Test
  void refusesAStartWhileStopping() {
    given(start("c1"), stop("c2"))
        .when(start("c3"))
        .then(
            new CommandRejected(
                "c3",
                Rejection.STILL_STOPPING,
                null,
                "the process is still stopping: start it again once it has stopped"))
        .thenNothingChanges();
  }

  @Test
  void startsAgainAfterAStopWithTheNextGeneration() {
    given(start("c1"), stop("c2"), tornDown(FROM_ALPHA, "ASSIGNMENT_GONE", false))
        .when(start("c3"))
        .then(
            new CommandAccepted("c3"),
            new ProcessConfigured(whipConfig().withDefaults(), 2),
            new ProcessPlaced(ALPHA, FIRST_LIFE, new Generation(2)));
  }

  @Test
  void waitsWhenThereIsNoWorker() {
    givenOn(List.of())
        .when(start("c1"))
        .then(
            new CommandAccepted("c1"),
            new ProcessConfigured(whipConfig().withDefaults(), 1),
            new PlacementPostponed("NO_WORKER", "no worker is ready"))
        .thenState(
            new Waiting(
                Target.first(whipConfig().withDefaults(), 1),
                Generation.NONE,
                "NO_WORKER",
                "no worker is ready"));
  }

  @Test
  void waitsWhenAllWorkersAreFull() {
    givenOn(List.of(candidate(ALPHA, 0)))
        .when(start("c1"))
        .thenState(
            new Waiting(
                Target.first(whipConfig().withDefaults(), 1),
                Generation.NONE,
                "NO_CAPACITY",
                "none of 1 worker fits: 1 full"));
  }

  @Test
  void ignoresAStopOfAnUnknownProcess() {
    given()
        .when(stop("c1"))
        .then(new CommandChangedNothing("c1", "NOT_RUNNING", "the process is not running"))
        .thenNothingChanges();
  }

  @Test
  void ignoresAStopOfAStoppedProcess() {
    given(start("c1"), stop("c2"), tornDown(FROM_ALPHA, "ASSIGNMENT_GONE", false))
        .when(stop("c3"))
        .then(new CommandChangedNothing("c3", "NOT_RUNNING", "the process is not running"))
        .thenNothingChanges();
  }

  @Test
  void ignoresAStopWhileStopping() {
    given(start("c1"), stop("c2"))
        .when(stop("c3"))
        .then(
            new CommandChangedNothing("c3", "ALREADY_STOPPING", "the process is stopping already"))
        .thenNothingChanges();
  }

  @Test
  void asksTheWorkerToStop() {
    given(start("c1"), portsAllocated(FROM_ALPHA))
        .when(stop("c2"))
        .then(new CommandAccepted("c2"), new StopRequested("enough"));
  }

  @Test
  void stopsAtOnceWhatWaits() {
    givenOn(List.of(), start("c1"))
        .when(stop("c2"))
        .then(new CommandAccepted("c2"), new ProcessStopped(StopReason.NEVER_PLACED, false))
        .thenState(
            new Stopped(
                Target.first(whipConfig().withDefaults(), 1),
                Generation.NONE,
                "NEVER_PLACED",
                false));
  }

  @Test
  void answersARepeatedCommandWithItsFirstOutcome() {
    given(start("c1"), stop("c2"))
        .when(start("c1"))
        .then(new CommandRepeated("c1", CommandOutcome.accepted("c1", 1)))
        .thenNothingChanges();
  }

  @Test
  void answersARepeatedRejectionAsAtFirstThoughItWouldNowBeAccepted() {
    given(start("c1"), start("c2"), stop("c3"), tornDown(FROM_ALPHA, "ASSIGNMENT_GONE", false))
        .when(start("c2"))
        .then(
            new CommandRepeated(
                "c2",
                new CommandOutcome(
                    "c2",
                    2,
                    Kind.REJECTED,
                    "ALREADY_STARTED",
                    "the process is started: stop it before it is started again, or update it")))
        .thenNothingChanges();
  }

  @Test
  void remembersTheLast64Outcomes() {
    ProcessInput[] stops = new ProcessInput[Outcomes.LIMIT + 1];
    for (int i = 0; i < stops.length; i++) {
      stops[i] = stop("c" + i);
    }
    Given process = given(stops);
    process.when(stop("c1")).then(repeatedNotRunning("c1", 2));
    process
        .when(stop("c0"))
        .then(new CommandChangedNothing("c0", "NOT_RUNNING", "the process is not running"));
  }

  @Test
  void refusesACommandWhoseIdCannotBeOne() {
    given()
        .when(start("no spaces"))
        .then(
            new CommandRejected(
                "no spaces",
                Rejection.INVALID_COMMAND_ID,
                "commandId",
                "commandId may only hold letters, digits, '.', '_' and '-'; character 3 is none"
                    + " of them"));
  }

  @Test
  void refusesACommandOfAProcessThatCannotBe() {
    given()
        .when(new StartProcess("c1", "cam/1", NOW, "", whipConfig()))
        .then(
            new CommandRejected(
                "c1",
                Rejection.INVALID_PROCESS_ID,
                "id",
                "id may only hold letters, digits, '.', '_' and '-'; character 4 is none of"
                    + " them"));
  }

  @Test
  void refusesACommandOfAnotherProcessEachTimeAnew() {
    StartProcess strange = new StartProcess("c1", "other", NOW, "", whipConfig());
    CommandRejected rejected =
        new CommandRejected(
            "c1",
            Rejection.KEY_MISMATCH,
            "id",
            "the record's key and the command's process id differ: make them equal");
    given(strange).when(strange).then(rejected);
    assertThat(CAMERA.value()).isNotEqualTo(strange.processId());
  }

  @Test
  void leavesTheCommandIdsOfOtherProcessesFree() {
    StartProcess strange = new StartProcess("c1", "other", NOW, "", whipConfig());
    Decision decision = given(strange).when(start("c1")).decision();
    assertThat(decision.events()).startsWith(new CommandAccepted("c1"));
  }

  private static CommandRepeated repeatedNotRunning(String id, long sequence) {
    return new CommandRepeated(
        id,
        new CommandOutcome(
            id, sequence, Kind.NOTHING_TO_DO, "NOT_RUNNING", "the process is not running"));
  }

  private static CommandRejected alreadyStarted(String id) {
    return new CommandRejected(
        id,
        Rejection.ALREADY_STARTED,
        null,
        "the process is started: stop it before it is started again, or update it");
  }

  private static ProcessConfig configured(Decision decision) {
    return decision.events().stream()
        .filter(ProcessConfigured.class::isInstance)
        .map(event -> ((ProcessConfigured) event).config())
        .findFirst()
        .orElseThrow();
  }
}
