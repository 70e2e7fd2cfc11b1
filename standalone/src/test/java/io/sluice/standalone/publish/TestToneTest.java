package io.sluice.standalone.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TestToneTest {
  @Test
  void beepsAnOctaveHigherAtTheStartOfASecond() {
    var tone = new TestTone();

    int inTheBeep = zeroCrossings(tone, 10);
    int afterIt = zeroCrossings(tone, 10);

    assertThat(inTheBeep).isBetween(2 * 88 - 2, 2 * 88 + 2);
    assertThat(afterIt).isBetween(2 * 44 - 2, 2 * 44 + 2);
  }

  @Test
  void hasNoJumpBetweenPortions() {
    var tone = new TestTone();
    short last = 0;
    int largestStep = 0;
    for (int portion = 0; portion < 200; portion++) {
      var samples = ByteBuffer.wrap(tone.next()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      while (samples.hasRemaining()) {
        short sample = samples.get();
        largestStep = Math.max(largestStep, Math.abs(sample - last));
        last = sample;
      }
    }

    // The steepest a sine of 880 Hz and this amplitude gets in one sample.
    assertThat(largestStep)
        .isLessThanOrEqualTo((int) Math.ceil(0.2 * 32767 * 2 * Math.PI * 880 / 48_000) + 1);
  }

  private static int zeroCrossings(TestTone tone, int portions) {
    int crossings = 0;
    short last = 0;
    for (int portion = 0; portion < portions; portion++) {
      var samples = ByteBuffer.wrap(tone.next()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      while (samples.hasRemaining()) {
        short sample = samples.get();
        if (last < 0 != sample < 0) {
          crossings++;
        }
        last = sample;
      }
    }
    return crossings;
  }
}
