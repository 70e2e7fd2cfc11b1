package io.sluice.controlplane.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.FfmpegLine;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.Reception;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  @Test
  void fitsATerminalOf80Columns() {
    FfmpegReport report =
        FfmpegReport.newBuilder(running())
            .setArguments(Collections.nCopies(60, "-protocol_whitelist"))
            .setLastLines(List.of(new FfmpegLine(Samples.NOON, "x".repeat(500))))
            .build();

    assertThat(ReportText.lines(report)).allMatch(line -> line.length() <= 80);
  }

  @Test
  void tellsHowFarARunningOneIsAndWhatItDoesNotKnow() {
    FfmpegReport report =
        FfmpegReport.newBuilder(running()).setOutTime(3_723_004_000L).setFrames(12).build();

    assertThat(String.join("\n", ReportText.lines(report)))
        .contains("show, run 2/3 on worker-1")
        .contains("progress 1:02:03.004, 12 frames\n")
        .contains("runs, as far as is known")
        .contains("FFmpeg said nothing.");
  }

  @Test
  void tellsHowTheMediaOfThePublisherCameIn() {
    FfmpegReport report =
        FfmpegReport.newBuilder(running())
            .setReception(new Reception("a1b2c3d4", 12_345L, 2L, 17L, 3_210L, -1L, 45_000L))
            .build();

    assertThat(String.join(" ", ReportText.lines(report)))
        .contains("publisher 12345 packets came, 17 were lost on the way, 2 for good, jitter of")
        .contains("picture 3.2 ms, sent again within 45 ms");
  }

  @Test
  void tellsHowItEndedAndWhatIsNotKept() {
    FfmpegReport report =
        FfmpegReport.newBuilder(running())
            .setEnded(true)
            .setSignal(9)
            .setReason("KILLED")
            .setFirstLines(List.of(new FfmpegLine(Samples.NOON, "first\u001b[31m")))
            .setOmittedLines(17)
            .setLastLines(List.of(new FfmpegLine(Samples.NOON, "last")))
            .build();

    assertThat(ReportText.lines(report))
        .contains("ended KILLED, signal 9")
        .contains("12:00:00.123Z first [31m", "  … 17 lines are not kept …", "12:00:00.123Z last");
  }

  private static FfmpegReport running() {
    return FfmpegReport.newBuilder()
        .setProcessId("show")
        .setGeneration(2)
        .setAttempt(3)
        .setWorkerId("worker-1")
        .setIncarnation(1)
        .setAt(Samples.NOON)
        .setStartedAt(Samples.NOON)
        .setPid(7)
        .build();
  }
}
