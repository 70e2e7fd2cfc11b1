package io.sluice.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.legs.PictureChange;
import io.sluice.worker.rtp.PictureSize;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DueRestartTest {
  private static final PictureSize SMALL = new PictureSize(320, 180);
  private static final PictureSize MIDDLE = new PictureSize(640, 360);
  private static final PictureSize LARGE = new PictureSize(1280, 720);

  private final DueRestart restart =
      new DueRestart(new ResizePolicy(Duration.ofSeconds(2), Duration.ofSeconds(10)));

  @Test
  void nothingIsDueWithoutAChange() {
    assertThat(restart.leftNanos(5)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void waitsUntilTheSizeHasSettled() {
    restart.resized(new PictureChange(SMALL, MIDDLE), Duration.ofSeconds(60), 0);
    assertThat(restart.leftNanos(0)).isEqualTo(seconds(2));

    restart.resized(new PictureChange(MIDDLE, LARGE), Duration.ofSeconds(61), seconds(1));

    assertThat(restart.leftNanos(seconds(2))).isEqualTo(seconds(1));
    assertThat(restart.leftNanos(seconds(9))).isZero();
  }

  @Test
  void aBrowsersFirstSecondsCostOneRestart() {
    restart.resized(new PictureChange(SMALL, MIDDLE), Duration.ofSeconds(1), 0);
    restart.resized(new PictureChange(MIDDLE, LARGE), Duration.ofSeconds(5), seconds(4));

    assertThat(restart.leftNanos(seconds(4))).isEqualTo(seconds(5));
  }

  @Test
  void backAtTheFirstSizeNothingIsDue() {
    restart.resized(new PictureChange(SMALL, MIDDLE), Duration.ofSeconds(60), 0);
    restart.resized(new PictureChange(MIDDLE, SMALL), Duration.ofSeconds(61), seconds(1));

    assertThat(restart.leftNanos(seconds(30))).isEqualTo(Long.MAX_VALUE);
  }

  private static long seconds(int seconds) {
    return seconds * 1_000_000_000L;
  }
}
