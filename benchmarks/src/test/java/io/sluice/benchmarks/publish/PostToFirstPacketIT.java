package io.sluice.benchmarks.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The benchmark measures what it says; the figures themselves are no test's matter.
class PostToFirstPacketIT {
  @Test
  void measuresEachPublishOnce() throws Exception {
    PublishTimes times = PostToFirstPacket.measure(2, 0, "H264");

    assertThat(times.connected()).hasSize(2).allMatch(micros -> micros > 0);
    assertThat(times.firstPacket()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(times.firstPacket().get(i)).isGreaterThan(times.connected().get(i));
    }
  }
}
