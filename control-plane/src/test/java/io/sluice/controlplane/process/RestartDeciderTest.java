package io.sluice.controlplane.process;

import static io.sluice.controlplane.process.Given.given;
import static io.sluice.controlplane.process.Given.givenOn;
import static io.sluice.controlplane.process.Samples.ALPHA;
import static io.sluice.controlplane.process.Samples.FIRST_LIFE;
import static io.sluice.controlplane.process.Samples.SESSION;
import static io.sluice.controlplane.process.Samples.connected;
import static io.sluice.controlplane.process.Samples.ffmpegStarted;
import static io.sluice.controlplane.process.Samples.origin;
import static io.sluice.controlplane.process.Samples.portsAllocated;
import static io.sluice.controlplane.process.Samples.release;
import static io.sluice.controlplane.process.Samples.restart;
import static io.sluice.controlplane.process.Samples.start;
import static io.sluice.controlplane.process.Samples.stop;
import static io.sluice.controlplane.process.Samples.update;
import static io.sluice.controlplane.process.Samples.whipConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.controlplane.process.ProcessEvent.CommandAccepted;
import io.sluice.controlplane.process.ProcessEvent.CommandChangedNothing;
import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessConfigured;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessEvent.RestartCause;
import io.sluice.controlplane.process.ProcessEvent.RestartRequested;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.identity.Generation;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartDeciderTest {
  private static final FactOrigin ALPHA_1 = origin(ALPHA, FIRST_LIFE, 1);

  @Test
  void restartsFfmpegUnderTheSameGenerationAndKeepsThePublisher() {
    Given streaming =
        given(
            start("c1"),
            portsAllocated(ALPHA_1),
            ffmpegStarted(ALPHA_1),
            connected(ALPHA_1, SESSION));

    Given.When restarted = streaming.when(restart("c2"));

    restarted.then(
        new CommandAccepted("c2"), new RestartRequested(RestartCause.RESTART_COMMAND, "stuck", 1));
    Active before = (Active) streaming.state();
    Active after = (Active) restarted.decision().after().state();
    assertThat(after.target().restarts()).isEqualTo(1);
    assertThat(after.owner()).isEqualTo(before.owner());
    assertThat(after.publisher()).isEqualTo(before.publisher());
  }

  @Test
  void repeatsTheOutcomeOfARestartAndRestartsOnce() {
    Given.When again = given(start("c1"), restart("c2")).when(restart("c2"));

    again.thenNothingChanges();
  }

  @Test
  void appliesWhatFfmpegNeedNotKnowWhileItRuns() {
    ProcessConfig renamed = whip(Map.of("owner", "somebody else"), whipConfig());

    given(start("c1"), portsAllocated(ALPHA_1))
        .when(update("c2", renamed))
        .then(new CommandAccepted("c2"), new ProcessConfigured(renamed.withDefaults(), 2));
  }

  @Test
  void restartsFfmpegForAnotherJob() {
    ProcessConfig elsewhere = onto(List.of(new FfmpegLeg("recording", "other.mkv", List.of())));

    given(start("c1"), portsAllocated(ALPHA_1))
        .when(update("c2", elsewhere))
        .then(
            new CommandAccepted("c2"),
            new ProcessConfigured(elsewhere.withDefaults(), 2),
            new RestartRequested(RestartCause.UPDATE, "", 1));
  }

  @Test
  void restartsFfmpegForAReferenceThatAnAddressSays() {
    FfmpegLeg named = new FfmpegLeg("recording", "{reference}.mkv", List.of());
    ProcessConfig before = onto(List.of(named));
    ProcessConfig after =
        new ProcessConfig(
            "another",
            before.whipIngest(),
            before.job(),
            before.metadata(),
            before.placement(),
            before.isolation(),
            before.supervision());

    assertThat(ConfigChange.between(before, after)).isEqualTo(ConfigChange.FFMPEG);
    assertThat(
            ConfigChange.between(
                whipConfig(),
                new ProcessConfig(
                    "another",
                    whipConfig().whipIngest(),
                    whipConfig().job(),
                    whipConfig().metadata(),
                    whipConfig().placement(),
                    whipConfig().isolation(),
                    whipConfig().supervision())))
        .isEqualTo(ConfigChange.LIVE);
  }

  @Test
  void placesAnewForOtherCodecs() {
    ProcessConfig vp8 = Samples.config(Samples.whip(List.of("VP8"), List.of(), "", ""), List.of());

    given(start("c1"), portsAllocated(ALPHA_1))
        .when(update("c2", vp8))
        .then(
            new CommandAccepted("c2"),
            new ProcessConfigured(vp8.withDefaults(), 2),
            new PlacementLost(Loss.UPDATED, new Generation(1)),
            new ProcessPlaced(ALPHA, FIRST_LIFE, new Generation(2)));
  }

  @Test
  void waitsWhenNoWorkerFitsTheNewWishes() {
    ProcessConfig picky = whipConfig();
    picky =
        new ProcessConfig(
            picky.reference(),
            picky.whipIngest(),
            picky.job(),
            picky.metadata(),
            new PlacementWish(Map.of("zone", "b"), Map.of(), ""),
            picky.isolation(),
            picky.supervision());

    Given.When updated = given(start("c1"), portsAllocated(ALPHA_1)).when(update("c2", picky));

    assertThat(updated.decision().events().getLast()).isInstanceOf(PlacementPostponed.class);
  }

  @Test
  void changesNothingForTheSameConfiguration() {
    given(start("c1"))
        .when(update("c2", whipConfig()))
        .then(
            new CommandChangedNothing(
                "c2", "UNCHANGED", "the process has this very configuration already"))
        .thenNothingChanges();
  }

  @Test
  void refusesAnUpdateToAConfigurationThatCannotBe() {
    Given.When updated = given(start("c1")).when(update("c2", onto(List.of())));

    updated.thenNothingChanges();
    assertThat(updated.decision().events())
        .singleElement()
        .isInstanceOfSatisfying(
            CommandRejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(Rejection.INVALID_CONFIG));
  }

  @Test
  void placesAWaitingProcessByItsNewConfiguration() {
    ProcessConfig renamed = whip(Map.of(), whipConfig());

    givenOn(List.of(), start("c1"))
        .butNowOn(Samples.candidate(ALPHA, 1))
        .when(update("c2", renamed))
        .then(
            new CommandAccepted("c2"),
            new ProcessConfigured(renamed.withDefaults(), 2),
            new ProcessPlaced(ALPHA, FIRST_LIFE, new Generation(1)));
  }

  @Test
  void releasesNothingThatIsNotQuarantined() {
    given(start("c1"), stop("c2"))
        .when(release("c3"))
        .then(new CommandChangedNothing("c3", "NOT_QUARANTINED", "the process is not quarantined"))
        .thenNothingChanges();
  }

  private static ProcessConfig onto(List<FfmpegLeg> outputs) {
    ProcessConfig usual = whipConfig();
    return new ProcessConfig(
        usual.reference(),
        usual.whipIngest(),
        new FfmpegJob(List.of(), List.of(), outputs),
        usual.metadata(),
        usual.placement(),
        usual.isolation(),
        usual.supervision());
  }

  private static ProcessConfig whip(Map<String, String> metadata, ProcessConfig usual) {
    return new ProcessConfig(
        usual.reference(),
        usual.whipIngest(),
        usual.job(),
        metadata,
        usual.placement(),
        usual.isolation(),
        usual.supervision());
  }
}
