package io.sluice.controlplane.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.Candidate;
import io.sluice.schemas.CommandAccepted;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.PlacementDue;
import io.sluice.schemas.PlacementScore;
import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.ProcessPlaced;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.Transition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTextTest {
  private static final String SECRET_ADDRESS = "rtmp://example.org/live/s3cr3tkey";

  private final TimelineText text = new TimelineText();

  @Test
  void namesTheDayOnceAndTheTimeOnceATransition() {
    var config = Samples.config("show.mkv");
    var start = new StartProcess("c-1", "demo", Samples.NOON, "test", config);
    var first =
        Samples.transition(
            1, Samples.NOON, start, new CommandAccepted("c-1"), new ProcessConfigured(config, 1L));

    assertThat(text.lines(first))
        .containsExactly(
            "2026-11-23 (UTC)",
            "12:00:00.123Z    1 CommandAccepted       StartProcess",
            "                   ProcessConfigured     H264 96, OPUS 111 to show.mkv");
    assertThat(text.lines(Samples.transition(2, Samples.NOON, start, new CommandAccepted("c-2"))))
        .containsExactly("12:00:00.123Z    2 CommandAccepted       StartProcess");
    assertThat(
            text.lines(
                Samples.transition(
                    3, Samples.NOON.plus(Duration.ofDays(1)), start, new CommandAccepted("c-3"))))
        .first()
        .isEqualTo("2026-11-24 (UTC)");
  }

  @Test
  void staysWithinEightyColumns() {
    var exited =
        new FfmpegExited(
            "demo", Samples.origin(), 1, 42L, 1, null, "FAILED", false, List.of("why ".repeat(60)));

    assertThat(text.lines(Samples.transition(1, Samples.NOON, exited, exited)))
        .hasSizeGreaterThan(5)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void saysWhatTheChosenWorkerWasWorthAndWhoCameNext() {
    var due = new PlacementDue("demo");
    Transition placed =
        Transition.newBuilder(
                Samples.transition(1, Samples.NOON, due, new ProcessPlaced("west", 1L, 2L)))
            .setCandidates(
                List.of(
                    candidate("east", new PlacementScore(20.0, 15.0, 10.0, 0.0, 0.0)),
                    candidate("west", new PlacementScore(4.0, 6.0, 10.0, 60.0, 0.0)),
                    candidate("north", null)))
            .build();

    assertThat(String.join(" ", text.lines(placed)).replaceAll(" +", " "))
        .endsWith(
            "on west, generation 2, worth 80 points: room 4, cpu 6, memory 10, labels 60;"
                + " of 3 offered, next east with 45");
  }

  private static Candidate candidate(String id, @Nullable PlacementScore score) {
    return Candidate.newBuilder()
        .setWorkerId(id)
        .setIncarnation(1)
        .setFreeProcesses(1)
        .setFreeLeases(1)
        .setScore(score)
        .build();
  }

  @Test
  void showsNoStreamKey() {
    var config = Samples.config(SECRET_ADDRESS);
    var start = new StartProcess("c-1", "demo", Samples.NOON, "test", config);

    assertThat(
            text.lines(
                Samples.transition(1, Samples.NOON, start, new ProcessConfigured(config, 1L))))
        .noneMatch(line -> line.contains("s3cr3tkey"));
  }

  @Test
  void showsEventsThatItDoesNotKnowByName() {
    Transition transition =
        Transition.newBuilder(Samples.transition(1, Samples.NOON, new CommandAccepted("c-1")))
            .setEvents(
                List.of(
                    new Recorded(
                        "io.sluice.schemas.FromTheFuture", ByteBuffer.wrap(new byte[] {1, 2, 3}))))
            .build();

    assertThat(text.lines(transition))
        .last()
        .isEqualTo("12:00:00.123Z    1 FromTheFuture         (of a newer version)");
  }
}
