package io.sluice.controlplane.process;

import static io.sluice.controlplane.process.Samples.ALPHA;
import static io.sluice.controlplane.process.Samples.BETA;
import static io.sluice.controlplane.process.Samples.CAMERA;
import static io.sluice.controlplane.process.Samples.FIRST_LIFE;
import static io.sluice.controlplane.process.Samples.NOW;
import static io.sluice.controlplane.process.Samples.candidate;
import static io.sluice.controlplane.process.Samples.failed;
import static io.sluice.controlplane.process.Samples.origin;
import static io.sluice.controlplane.process.Samples.quarantinedAfter;
import static io.sluice.controlplane.process.Samples.release;
import static io.sluice.controlplane.process.Samples.restart;
import static io.sluice.controlplane.process.Samples.start;
import static io.sluice.controlplane.process.Samples.supervised;
import static io.sluice.controlplane.process.Samples.tornDown;
import static io.sluice.controlplane.process.Samples.whipConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.Ignored;
import io.sluice.controlplane.process.ProcessEvent.ProcessQuarantined;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.StopReason;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.process.exec.ExecState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A process whose FFmpeg fails again and again.
class QuarantineTest {
  private static final FactOrigin ALPHA_1 = origin(ALPHA, FIRST_LIFE, 1);
  private static final FactOrigin BETA_2 = origin(BETA, FIRST_LIFE, 2);

  private Process process = Process.unknown(CAMERA);
  private Instant now = NOW;

  @Test
  void isQuarantinedWithItsEvidenceAfterTheSetNumberOfFailures() {
    take(start("c1", supervised(whipConfig(), quarantinedAfter(3))));
    take(failed(ALPHA_1, 1));
    take(failed(ALPHA_1, 2));
    assertThat(process.state()).isInstanceOf(Assigned.class);

    List<ProcessEvent> events = take(failed(ALPHA_1, 3));

    assertThat(process.state()).isInstanceOf(Quarantined.class);
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            ProcessQuarantined.class,
            quarantined -> {
              assertThat(quarantined.failures())
                  .extracting(Failure::attempt)
                  .containsExactly(1, 2, 3);
              assertThat(quarantined.failures())
                  .allSatisfy(failure -> {
                    assertThat(failure.reason()).isEqualTo("OUTPUT_REFUSED");
                    assertThat(failure.detail()).isEqualTo("Connection refused");
                  });
            });
    assertThat(process.owner()).isNull();
  }

  @Test
  void countsOverWorkers() {
    take(start("c1", supervised(whipConfig(), quarantinedAfter(2))));
    take(failed(ALPHA_1, 1));
    take(new WorkerLost(ALPHA, FIRST_LIFE, 7_000_000), candidate(BETA, 1));

    take(failed(BETA_2, 1));

    assertThat(process.state()).isInstanceOf(Quarantined.class);
    assertThat(process.failures().counted())
        .extracting(Failure::workerId)
        .containsExactly(ALPHA, BETA);
  }

  @Test
  void forgetsFailuresThatAreOlderThanTheWindow() {
    take(start("c1", supervised(whipConfig(), quarantinedAfter(2))));
    take(failed(ALPHA_1, 1));
    now = now.plus(Supervision.USUAL.quarantineWindow()).plus(Duration.ofMillis(1));

    take(failed(ALPHA_1, 2));

    assertThat(process.state()).isInstanceOf(Assigned.class);
    assertThat(process.failures().counted()).hasSize(1);
  }

  @Test
  void doesNotCountAnEndThatWasAskedFor() {
    take(start("c1", supervised(whipConfig(), quarantinedAfter(1))));

    take(new FfmpegExited(ALPHA_1, 1, 4711, 0, null, "RESTART_COMMAND", true, List.of()));

    assertThat(process.state()).isInstanceOf(Assigned.class);
  }

  @Test
  void isTriedAgainWithItsFailuresForgottenOnceReleased() {
    quarantine();

    take(release("c2"));

    assertThat(process.state())
        .isInstanceOfSatisfying(
            Assigned.class,
            assigned -> assertThat(assigned.owner().generation().value()).isEqualTo(2));
    assertThat(process.failures()).isEqualTo(Failures.NONE);
  }

  @Test
  void isReleasedByARestartToo() {
    quarantine();

    take(restart("c2"));

    assertThat(process.state()).isInstanceOf(Assigned.class);
  }

  @Test
  void refusesAStart() {
    quarantine();

    List<ProcessEvent> events = take(start("c2"));

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            CommandRejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(Rejection.QUARANTINED));
  }

  @Test
  void hearsNothingMoreOfTheGenerationThatEnded() {
    quarantine();

    List<ProcessEvent> events = take(tornDown(ALPHA_1, "ASSIGNMENT_GONE", false));

    assertThat(events)
        .containsExactly(new FactIgnored(Ignored.OLD_GENERATION, "that generation has ended"));
  }

  @Test
  void stopsInsteadWhenItIsNotToBeBroughtBack() {
    Supervision once = quarantinedAfter(1);
    take(
        start(
            "c1",
            supervised(
                whipConfig(),
                new Supervision(
                    false,
                    once.reconnectDelay(),
                    once.reconnectDelayMax(),
                    once.staleTimeout(),
                    once.startTimeout(),
                    0,
                    0,
                    once.limitWait(),
                    1,
                    once.quarantineWindow(),
                    false))));
    take(failed(ALPHA_1, 1));

    List<ProcessEvent> events = take(tornDown(ALPHA_1, "FFMPEG_FAILED", false));

    assertThat(events).endsWith(new ProcessStopped(StopReason.FAILED, false));
    assertThat(process.state()).isInstanceOf(Stopped.class);
  }

  @Test
  void ignoresAMoveThatFfmpegCannotHaveMade() {
    take(start("c1"));
    take(failed(ALPHA_1, 2));

    List<ProcessEvent> events = take(Samples.ffmpegStarted(ALPHA_1));

    assertThat(events)
        .containsExactly(
            new FactIgnored(
                Ignored.ILLEGAL_MOVE,
                "attempt 2 of FFmpeg is FAILED: it cannot be that attempt 1 is RUNNING"));
    assertThat(((Assigned) process.state()).ffmpeg().exec()).isEqualTo(ExecState.FAILED);
  }

  private void quarantine() {
    take(start("c1", supervised(whipConfig(), quarantinedAfter(1))));
    take(failed(ALPHA_1, 1));
    assertThat(process.state()).isInstanceOf(Quarantined.class);
  }

  private List<ProcessEvent> take(ProcessInput input) {
    return take(input, candidate(ALPHA, 10));
  }

  private List<ProcessEvent> take(ProcessInput input, Candidate offered) {
    Decision decision =
        ProcessDecider.decide(process, input, new Circumstances(now, List.of(offered)));
    process = decision.after();
    return decision.events();
  }
}
