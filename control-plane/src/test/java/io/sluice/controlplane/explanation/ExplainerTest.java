package io.sluice.controlplane.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.controlplane.process.FactOrigin;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.Samples;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.testing.FailedFfmpeg;
import io.sluice.controlplane.testing.RecordedHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final FactOrigin ORIGIN = Samples.origin(Samples.ALPHA, Samples.FIRST_LIFE, 1);

  private final RecordedHistory failed = FailedFfmpeg.history();

  @Test
  void leadsFromTheCommandToTheEndOfFfmpegAndOnToItsNextStart() {
    Explanation explanation = new Explainer(failed.read()).last();

    assertThat(explanation.subject().sequence()).isEqualTo(6);
    assertThat(sequences(explanation.leadingUp())).containsExactly(1L, 2L, 3L, 6L);
    assertThat(sequences(explanation.following())).containsExactly(7L, 8L);
    assertThat(explanation.leadingUp().getFirst().words())
        .isEqualTo("tests asked for it to run; accepted, placed on alpha as generation 1");
    assertThat(explanation.subject().words())
        .isEqualTo("FFmpeg ended by itself: OUTPUT_REFUSED, exit code 1, attempt 1");
    assertThat(explanation.ffmpegEnd()).isNotNull();
  }

  @Test
  void namesTheEndOfFfmpegAsTheReasonWhyThePublisherLeft() {
    failed.later(Duration.ofMillis(10)).input(Samples.disconnected(ORIGIN, Samples.SESSION));

    Explanation explanation = new Explainer(failed.read()).last();

    assertThat(explanation.subject().sequence()).isEqualTo(9);
    assertThat(explanation.because().sequence()).isEqualTo(6);
    assertThat(sequences(explanation.leadingUp())).contains(1L, 4L, 5L, 6L, 9L);
  }

  @Test
  void namesTheCommandAsTheReasonWhyItStopped() {
    RecordedHistory history =
        started()
            .input(Samples.stop("c2"))
            .input(Samples.disconnected(ORIGIN, Samples.SESSION))
            .input(Samples.tornDown(ORIGIN, "ASSIGNMENT_GONE", false));

    Explanation explanation = new Explainer(history.read()).last();

    assertThat(explanation.because().words())
        .isEqualTo("tests asked for it to end (enough); accepted, its worker is told to end it");
    assertThat(explanation.ffmpegEnd()).isNull();
    assertThat(explanation.subject().words())
        .isEqualTo("alpha has let go of it: ASSIGNMENT_GONE; it has stopped");
  }

  @Test
  void namesTheSilenceOfAWorkerAndWhereItWent() {
    RecordedHistory history =
        started()
            .input(
                new WorkerLost(Samples.ALPHA, Samples.FIRST_LIFE, 6_100_000),
                Samples.candidate(Samples.BETA, 3));

    assertThat(new Explainer(history.read()).last().because().words())
        .isEqualTo(
            "worker alpha gave no heartbeat for 6.1 s; generation 1 is over, placed on beta as"
                + " generation 2");
  }

  @Test
  void findsTheFirstInterruptionOfTheTimeThatIsAskedFor() {
    Explainer explainer = new Explainer(failed.read());
    Instant minute = Instant.parse("2026-03-04T05:09:00Z");

    assertThat(explainer.at(minute, minute.plusSeconds(60)).orElseThrow().subject().sequence())
        .isEqualTo(6);
  }

  @Test
  void goesBackToTheLastInterruptionWhenThereWasNoneInThatTime() {
    Explainer explainer = new Explainer(failed.read());
    Instant later = Samples.NOW.plus(Duration.ofDays(1));

    assertThat(explainer.at(later, later.plusSeconds(1)).orElseThrow().subject().sequence())
        .isEqualTo(6);
    assertThat(explainer.at(Instant.EPOCH, Samples.NOW)).isEmpty();
  }

  @Test
  void explainsAnyTransitionThatThereIs() {
    Explainer explainer = new Explainer(failed.read());

    assertThat(explainer.of(5).orElseThrow().subject().words())
        .isEqualTo("media flows, 1280x720, 120 ms after the POST");
    assertThat(explainer.of(99)).isEmpty();
  }

  @Test
  void saysWhyACommandWasRefused() {
    RecordedHistory history = started().input(Samples.start("c9"));

    Explanation explanation = new Explainer(history.read()).of(3).orElseThrow();

    assertThat(explanation.subject().words()).contains("rejected: the process is started");
    assertThat(sequences(explanation.leadingUp())).containsExactly(1L, 3L);
  }

  @Test
  void followsFailureAfterFailureBackToTheFirst() {
    RecordedHistory history = started();
    for (int attempt = 1; attempt <= 3; attempt++) {
      history.later(Duration.ofSeconds(5)).input(exited(attempt));
    }

    Explanation explanation = new Explainer(history.read()).last();

    assertThat(explanation.subject().sequence()).isEqualTo(5);
    assertThat(explanation.ffmpegEnd()).isNotNull();
  }

  @Test
  void hasAWordForEverythingThatCanHappen() {
    for (long seed = 0; seed < 50; seed++) {
      Explainer explainer = new Explainer(RecordedHistory.random(seed, 80).read());
      for (int sequence = 1; sequence <= 80; sequence++) {
        Explanation explanation = explainer.of(sequence).orElseThrow();
        assertThat(explanation.leadingUp()).endsWith(explanation.subject());
        assertThat(explanation.leadingUp())
            .allSatisfy(step -> assertThat(step.words()).isNotBlank());
      }
    }
  }

  @Test
  void hasNothingToSayOfAnEmptyHistory() {
    assertThatThrownBy(() -> new Explainer(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private static RecordedHistory started() {
    return new RecordedHistory(Samples.CAMERA)
        .input(Samples.start("c1"), Samples.candidate(Samples.ALPHA, 3))
        .input(Samples.portsAllocated(ORIGIN));
  }

  private static FfmpegExited exited(int attempt) {
    return new FfmpegExited(ORIGIN, attempt, 4711, 1, null, "FAILED", false, List.of("no"));
  }

  private static List<Long> sequences(List<Step> steps) {
    return steps.stream().map(Step::sequence).toList();
  }
}
