package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedbackPolicyTest {
  private static final long MILLI = 1_000_000L;
  private static final long INTERVAL = 4_000 * MILLI;

  @Test
  void asksForTheFirstKeyFrameEvery300Milliseconds() {
    KeyFrameRequests requests = new KeyFrameRequests(INTERVAL, 0);
    List<Long> asked = new ArrayList<>();
    for (long at = 0; at <= 900; at += 20) {
      if (requests.isDue(true, at * MILLI)) {
        asked.add(at);
      }
    }

    assertThat(asked).containsExactly(0L, 300L, 600L, 900L);
  }

  @Test
  void asksOnceASecondWhileThePictureIsBroken() {
    KeyFrameRequests requests = new KeyFrameRequests(INTERVAL, 0);
    requests.pictureBroken();
    assertThat(requests.isDue(false, 0)).isTrue();
    assertThat(requests.isDue(false, 999 * MILLI)).isFalse();
    assertThat(requests.isDue(false, 1_000 * MILLI)).isTrue();
    requests.keyFrameCame(1_100 * MILLI);

    assertThat(requests.isDue(false, 5_000 * MILLI)).isFalse();
  }

  @Test
  void asksOnceAnIntervalAndThenEachSecondUntilTheKeyFrameComes() {
    KeyFrameRequests requests = new KeyFrameRequests(INTERVAL, 0);
    requests.keyFrameCame(100 * MILLI);
    List<Long> asked = new ArrayList<>();
    for (long at = 100; at <= 6_000; at += 100) {
      if (requests.isDue(false, at * MILLI)) {
        asked.add(at);
      }
    }
    assertThat(asked).containsExactly(4_100L, 5_100L);

    requests.keyFrameCame(6_100 * MILLI);

    assertThat(requests.isDue(false, 10_000 * MILLI)).isFalse();
    assertThat(requests.isDue(false, 10_100 * MILLI)).isTrue();
  }

  @Test
  void advisesMoreWhileNothingIsLostAndLessWhenMuchIs() {
    BitrateAdvice advice = new BitrateAdvice();
    long first = advice.after(0);
    long second = advice.after(0);
    assertThat(second).isGreaterThan(first);
    assertThat(advice.after(10)).isEqualTo(second);
    assertThat(advice.after(128)).isEqualTo(second - second / 4);
  }

  @Test
  void keepsItsAdviceWithinBounds() {
    BitrateAdvice advice = new BitrateAdvice();
    for (int i = 0; i < 200; i++) {
      advice.after(255);
    }
    assertThat(advice.after(255)).isEqualTo(300_000);
    for (int i = 0; i < 200; i++) {
      advice.after(0);
    }
    assertThat(advice.after(0)).isEqualTo(8_000_000);
  }

  @Test
  void keepsSoManyPacketsThatComeTooEarly() {
    EarlyPackets early = new EarlyPackets();
    for (int i = 0; i < EarlyPackets.MAX_PACKETS; i++) {
      assertThat(early.keep(new byte[] {(byte) i}, 0, 1)).isTrue();
    }
    assertThat(early.keep(new byte[] {99}, 0, 1)).isFalse();
    List<Byte> drained = new ArrayList<>();
    early.drainTo(packet -> drained.add(packet[0]));
    early.drainTo(packet -> drained.add(packet[0]));

    assertThat(drained)
        .hasSize(EarlyPackets.MAX_PACKETS)
        .startsWith((byte) 0, (byte) 1)
        .endsWith((byte) (EarlyPackets.MAX_PACKETS - 1));
  }
}
