package io.sluice.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.worker.ffmpeg.CouldNotStartException;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ffmpeg.RunningFfmpeg;
import io.sluice.worker.ffmpeg.testing.FakeFfmpeg;
import io.sluice.worker.ingest.FactSink;
import io.sluice.worker.ingest.IngestFact;
import io.sluice.worker.ingest.PublisherReception;
import io.sluice.worker.reception.ReceptionFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReportedRunsTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final ProcessId SHOW = new ProcessId("show");
  private static final Generation FIRST = new Generation(1);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<PublisherReception> publisher = new AtomicReference<>();
  private final ReportedRuns runs =
      new ReportedRuns(() -> Instant.EPOCH, nanos::get, _ -> Optional.ofNullable(publisher.get()));
  private final FakeFfmpeg fake = new FakeFfmpeg();
  private final FactSink facts = runs.watching((_, _, _) -> {});

  @Test
  void tellsOfARunningOneAfterEachIntervalWhenSomethingChanged() throws Exception {
    started(1);
    assertThat(runs.due(INTERVAL)).isEmpty();

    nanos.addAndGet(INTERVAL.toNanos());
    RunSnapshot first = runs.due(INTERVAL).orElseThrow();
    assertThat(first.run().text()).isEqualTo("show/1/1");
    assertThat(first.exit()).isEmpty();
    runs.written(first);

    nanos.addAndGet(INTERVAL.toNanos());
    assertThat(runs.due(INTERVAL)).isEmpty();
  }

  @Test
  void tellsOfAnEndAtOnceAndUntilItIsWritten() throws Exception {
    RunningFfmpeg ffmpeg = started(1);
    fake.runs().getLast().end(ExitReason.FAILED);
    ended(1, ffmpeg.exit().join().because(ExitReason.CODECS_CHANGED));

    assertThat(runs.waiting()).isEqualTo(1);
    RunSnapshot end = runs.due(INTERVAL).orElseThrow();
    assertThat(runs.due(INTERVAL)).contains(end);
    assertThat(end.exit().orElseThrow().reason()).isEqualTo(ExitReason.CODECS_CHANGED);
    runs.written(end);

    assertThat(runs.due(INTERVAL)).isEmpty();
    assertThat(runs.waiting()).isZero();
  }

  @Test
  void tellsHowTheMediaCameInAlsoWhenThePublisherWentWithFfmpeg() throws Exception {
    RunningFfmpeg ffmpeg = started(1);
    publisher.set(received(1_000));
    nanos.addAndGet(INTERVAL.toNanos());
    runs.written(runs.due(INTERVAL).orElseThrow());
    publisher.set(received(2_000));
    nanos.addAndGet(INTERVAL.toNanos());
    RunSnapshot running = runs.due(INTERVAL).orElseThrow();
    runs.written(running);

    publisher.set(null);
    fake.runs().getLast().end(ExitReason.FAILED);
    ended(1, ffmpeg.exit().join());

    assertThat(running.reception()).contains(received(2_000));
    assertThat(runs.due(INTERVAL).orElseThrow().reception()).contains(received(2_000));
  }

  @Test
  void tellsOfAnFfmpegThatEndedBeforeItListened() throws Exception {
    RunningFfmpeg ffmpeg = runs.watching(fake).start(job(), Optional.empty());
    fake.runs().getLast().end(ExitReason.BIND_FAILED);
    ended(1, ffmpeg.exit().join());

    assertThat(runs.due(INTERVAL).orElseThrow().pid()).isEqualTo(ffmpeg.pid());
  }

  @Test
  void tellsWhyAnFfmpegWasNeverStarted() {
    ended(3, FfmpegExit.neverStarted(ExitReason.BAD_CONFIGURATION, "output 1 is empty"));

    RunSnapshot never = runs.due(INTERVAL).orElseThrow();
    assertThat(never.pid()).isZero();
    assertThat(never.said().first()).extracting(line -> line.text()).contains("output 1 is empty");
  }

  @Test
  void keepsTheLatestOfManyThatEndedAndCountsTheRest() {
    for (int attempt = 1; attempt <= 250; attempt++) {
      ended(attempt, FfmpegExit.neverStarted(ExitReason.COULD_NOT_START, "no"));
    }

    assertThat(runs.waiting()).isEqualTo(200);
    assertThat(runs.dropped()).isEqualTo(50);
    assertThat(runs.due(INTERVAL).orElseThrow().run().attempt()).isEqualTo(51);
  }

  private RunningFfmpeg started(int attempt) throws CouldNotStartException {
    RunningFfmpeg ffmpeg = runs.watching(fake).start(job(), Optional.empty());
    facts.report(SHOW, FIRST, new IngestFact.FfmpegStarted(attempt, ffmpeg.pid(), Duration.ZERO));
    return ffmpeg;
  }

  private void ended(int attempt, FfmpegExit exit) {
    facts.report(SHOW, FIRST, new IngestFact.FfmpegExited(attempt, exit));
  }

  private static PublisherReception received(long packets) {
    return new PublisherReception(
        "session",
        new ReceptionFigures(
            packets, 0, 0, Optional.of(Duration.ofMillis(3)), Optional.empty(), Optional.empty()));
  }

  private static FfmpegJob job() {
    return new FfmpegJob(List.of(), List.of(), List.of());
  }
}
