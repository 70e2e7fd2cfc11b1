package io.sluice.controlplane.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.eventlog.InputPosition;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportIndexTest {
  private static final ProcessId SHOW = new ProcessId("show");

  private final ReportIndex index = new ReportIndex(2);

  @Test
  void showsTheLatestRunFirst() {
    index.reported(SHOW, run(2, 1, 30));
    index.reported(SHOW, run(1, 2, 20));
    index.reported(SHOW, run(1, 10, 25));

    assertThat(index.last(SHOW)).containsExactly(run(2, 1, 30), run(1, 10, 25), run(1, 2, 20));
  }

  @Test
  void putsALaterReportInThePlaceOfAnEarlierOneOfItsRun() {
    index.reported(SHOW, run(1, 1, 20));
    index.reported(SHOW, run(1, 1, 40));

    assertThat(index.last(SHOW)).containsExactly(run(1, 1, 40));
    assertThat(index.find(SHOW, 1, 1)).contains(run(1, 1, 40));
    assertThat(index.find(SHOW, 1, 2)).isEmpty();
  }

  @Test
  void keepsTheLastRunsOfAProcess() {
    for (int attempt = 1; attempt <= 100; attempt++) {
      index.reported(SHOW, run(1, attempt, attempt));
    }

    assertThat(index.last(SHOW))
        .hasSize(ReportIndex.RUNS_AT_MOST)
        .first()
        .isEqualTo(run(1, 100, 100));
  }

  @Test
  void forgetsTheProcessReportedLongestAgo() {
    index.reported(SHOW, run(1, 1, 1));
    index.reported(new ProcessId("other"), run(1, 1, 2));
    index.reported(SHOW, run(1, 1, 3));
    index.reported(new ProcessId("third"), run(1, 1, 4));

    assertThat(index.last(new ProcessId("other"))).isEmpty();
    assertThat(index.last(SHOW)).hasSize(1);
  }

  private static RunSummary run(long generation, int attempt, long offset) {
    FfmpegReport report =
        FfmpegReport.newBuilder()
            .setProcessId("show")
            .setGeneration(generation)
            .setAttempt(attempt)
            .setWorkerId("worker-1")
            .setIncarnation(1)
            .setAt(Instant.EPOCH)
            .setStartedAt(Instant.EPOCH)
            .setPid(7)
            .build();
    return RunSummary.of(report, new InputPosition("sluice.reports", 0, offset));
  }
}
