package io.sluice.standalone.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.eventlog.replay.ReplayProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong(1);
  private final ProgressBar bar =
      new ProgressBar(new PrintStream(shown, true, StandardCharsets.UTF_8), nanos::get);

  @Test
  void showsNothingOfWhatIsOverInAMoment() {
    ReplayProgress reading = bar.reading();
    reading.at(500, 1_000);
    reading.at(1_000, 1_000);
    reading.ended();

    assertThat(shown.size()).isZero();
  }

  @Test
  void showsHowFarALongReadingIsAndWipesItAtItsEnd() {
    ReplayProgress reading = bar.reading();
    reading.at(1, 10_000);
    nanos.addAndGet(ProgressBar.FIRST_AFTER_NANOS);
    reading.at(5_000, 10_000);
    reading.ended();

    assertThat(text())
        .isEqualTo(
            "\rreading [%s%s]  50 %%, 5,000 records\r\033[K"
                .formatted("=".repeat(20), " ".repeat(20)));
  }

  @Test
  void isOneBarForReadingsThatGoOnAtOnce() {
    ReplayProgress one = bar.reading();
    ReplayProgress other = bar.reading();
    one.at(1, 4_000);
    other.at(1_000, 4_000);
    nanos.addAndGet(ProgressBar.FIRST_AFTER_NANOS);
    one.at(3_000, 4_000);
    one.ended();

    assertThat(text()).contains(" 50 %, 4,000 records").doesNotContain("\033[K");
    other.ended();
    assertThat(text()).endsWith("\033[K");
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
