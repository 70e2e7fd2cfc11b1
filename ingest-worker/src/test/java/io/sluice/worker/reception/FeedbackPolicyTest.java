package io.sluice.worker.reception;

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
  void asksAtOnceWhenThePictureBreaksAndLessAndLessOftenUntilAKeyFrameIsWhole() {
    KeyFrameRequests requests = new KeyFrameRequests(INTERVAL, 0);
    requests.pictureBroken();
    assertThat(asked(requests, 0, 4_000)).containsExactly(0L, 300L, 900L, 1_900L, 2_900L, 3_900L);

    requests.keyFrameCame(4_000 * MILLI);

    assertThat(asked(requests, 4_000, 7_000)).isEmpty();
  }

  @Test
  void leavesHalfASecondBetweenTheRequestsOfTwoLosses() {
    KeyFrameRequests requests = new KeyFrameRequests(INTERVAL, 0);
    requests.pictureBroken();
    assertThat(asked(requests, 0, 100)).containsExactly(0L);
    requests.keyFrameCame(100 * MILLI);
    requests.pictureBroken();

    assertThat(asked(requests, 120, 900)).containsExactly(500L, 800L);
  }

  @Test
  void doesNotAskForAnotherWhileAKeyFrameIsComing() {
    KeyFrameRequests requests = new KeyFrameRequests(INTERVAL, 0);
    requests.pictureBroken();
    assertThat(asked(requests, 0, 200)).containsExactly(0L);
    requests.keyFrameBegan(240 * MILLI);

    assertThat(asked(requests, 240, 600)).containsExactly(540L);
  }

  private static List<Long> asked(KeyFrameRequests requests, long from, long until) {
    List<Long> asked = new ArrayList<>();
    for (long at = from; at <= until; at += 20) {
      if (requests.isDue(false, at * MILLI)) {
        asked.add(at);
      }
    }
    return asked;
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
  void advisesMoreWhileLittleIsLostAndHoldsWhenMoreIs() {
    BitrateAdvice advice = new BitrateAdvice();
    long first = advice.after(0, 1_000_000);
    long second = advice.after(0, 1_000_000);

    assertThat(second).isGreaterThan(first);
    assertThat(advice.after(10, 1_000_000)).isEqualTo(second);
  }

  @Test
  void advisesLessThanWhatCameThroughWhenMuchIsLost() {
    BitrateAdvice advice = new BitrateAdvice();

    assertThat(advice.after(128, 2_000_000)).isEqualTo(1_500_000);
    assertThat(advice.after(0, 1_400_000)).isEqualTo(1_620_000);
  }

  @Test
  void runsAheadOfWhatArrivesByHalfOnceTheLimitIsKnown() {
    BitrateAdvice advice = new BitrateAdvice();
    advice.after(64, 2_000_000);
    long last = 0;
    for (int i = 0; i < 50; i++) {
      last = advice.after(0, 2_000_000);
    }

    assertThat(last).isEqualTo(3_000_000);
  }

  @Test
  void keepsItsAdviceWithinBounds() {
    BitrateAdvice low = new BitrateAdvice();
    BitrateAdvice high = new BitrateAdvice();
    for (int i = 0; i < 200; i++) {
      low.after(255, 100_000);
      high.after(0, 20_000_000);
    }

    assertThat(low.after(255, 100_000)).isEqualTo(300_000);
    assertThat(high.after(0, 20_000_000)).isEqualTo(8_000_000);
  }
}
