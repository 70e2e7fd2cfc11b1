package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressParserTest {
  private final ProgressParser parser = new ProgressParser();

  @Test
  void givesAReportWhenItIsComplete() {
    // As FFmpeg 5.1 and 8.1 write it.
    List<String> lines =
        List.of(
            "frame=38",
            "fps=25.04",
            "stream_0_0_q=-1.0",
            "bitrate= 128.4kbits/s",
            "total_size=4096",
            "out_time_us=1500000",
            "out_time_ms=9",
            "out_time=00:00:01.500000",
            "dup_frames=2",
            "drop_frames=1",
            "speed=1.01x");
    lines.forEach(line -> assertThat(parser.line(line)).isEmpty());

    assertThat(parser.line("progress=continue"))
        .contains(
            new Progress(38, 25.04, 128_400, 1.01, 1, 2, Duration.ofMillis(1500), 4096, false));
  }

  @Test
  void keepsTheLastNumbersWhereNoneAreKnown() {
    parser.line("out_time_us=2000");
    parser.line("out_time_us=N/A");
    parser.line("total_size=N/A");
    parser.line("speed=N/A");
    parser.line("frame=99999999999999999999999999999999");
    parser.line("no equals sign");

    assertThat(parser.line("progress=end"))
        .contains(new Progress(-1, -1, -1, -1, -1, -1, Duration.ofMillis(2), -1, true));
  }
}
