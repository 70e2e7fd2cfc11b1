package io.sluice.worker.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessStatTest {
  @Test
  void readsBehindANameWithBracketsAndBlanks() {
    String stat =
        "42 (ff) (mpeg x) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 4 0 9000 1000000 6400"
            + " 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0";

    assertThat(ProcessStat.parse(stat)).contains(new ProcessStat(300, 6400));
  }

  @Test
  void takesNothingFromOtherText() {
    assertThat(ProcessStat.parse("")).isEmpty();
    assertThat(ProcessStat.parse("42 (ffmpeg) S 1 2 3")).isEmpty();
    assertThat(ProcessStat.parse("42 (ffmpeg) " + "x ".repeat(40))).isEmpty();
  }

  @Test
  void tellsTheShareOfOneCoreOverTheLastSeconds() {
    CpuWindow window = new CpuWindow();

    assertThat(window.add(seconds(0), 0)).isNegative();
    assertThat(window.add(seconds(1), 100)).isEqualTo(100);
    assertThat(window.add(seconds(2), 300)).isEqualTo(150);
    assertThat(window.add(seconds(3), 300)).isEqualTo(100);
    assertThat(window.add(seconds(4), 300)).isEqualTo(67);
    assertThat(window.add(seconds(8), 300)).isZero();
  }

  @Test
  void findsThePageSizeAmongWhatTheKernelTells() {
    ByteBuffer auxv = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
    auxv.putLong(33).putLong(1).putLong(6).putLong(65_536).putLong(0).putLong(0);

    assertThat(PageSize.in(auxv.array())).isEqualTo(65_536);
    assertThat(PageSize.in(new byte[0])).isEqualTo(4096);
  }

  private static long seconds(int count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
