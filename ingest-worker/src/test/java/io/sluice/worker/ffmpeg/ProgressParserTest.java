package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressParserTest {
  private final ProgressParser parser = new ProgressParser();

  @Test
  void givesAReportWhenItIsComplete() {
    assertThat(parser.line("out_time_us=1500000")).isEmpty();
    assertThat(parser.line("out_time_ms=9")).isEmpty();
    assertThat(parser.line("total_size=4096")).isEmpty();

    assertThat(parser.line("progress=continue"))
        .contains(new Progress(Duration.ofMillis(1500), 4096, false));
  }

  @Test
  void keepsTheLastNumbersWhereNoneAreKnown() {
    parser.line("out_time_us=2000");
    parser.line("out_time_us=N/A");
    parser.line("total_size=N/A");
    parser.line("no equals sign");

    assertThat(parser.line("progress=end")).contains(new Progress(Duration.ofMillis(2), -1, true));
  }
}
