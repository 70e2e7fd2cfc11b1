package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SequenceNumberTest {
  @Test
  void countsDistancesAroundTheCircle() {
    assertThat(SequenceNumber.distance(65_535, 0)).isEqualTo(1);
    assertThat(SequenceNumber.distance(0, 65_535)).isEqualTo(-1);
    assertThat(SequenceNumber.distance(0, 32_767)).isEqualTo(32_767);
    assertThat(SequenceNumber.distance(0, 32_768)).isEqualTo(-32_768);
    assertThat(SequenceNumber.distance(1000, 1000)).isZero();
  }

  @Test
  void isAheadAcrossTheWrap() {
    SequenceNumber last = new SequenceNumber(65_535);

    assertThat(last.plus(1)).isEqualTo(new SequenceNumber(0));
    assertThat(last.plus(1).isAheadOf(last)).isTrue();
    assertThat(last.isAheadOf(last.plus(1))).isFalse();
    assertThat(last.isAheadOf(last)).isFalse();
  }

  @Test
  void hasSixteenBits() {
    assertThatThrownBy(() -> new SequenceNumber(65_536))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SequenceNumber(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unwrapsForwardsAndBackwards() {
    SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    long first = unwrapper.unwrap(65_534);

    assertThat(unwrapper.unwrap(65_535) - first).isEqualTo(1);
    assertThat(unwrapper.unwrap(1) - first).isEqualTo(3);
    assertThat(unwrapper.unwrap(65_533) - first).isEqualTo(-1);
    assertThat(unwrapper.unwrap(0) - first).isEqualTo(2);
  }

  @Test
  void staysPositiveWhenTheFirstPacketHadOvertakenOthers() {
    SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    unwrapper.unwrap(0);

    assertThat(unwrapper.unwrap(65_535)).isPositive();
  }
}
