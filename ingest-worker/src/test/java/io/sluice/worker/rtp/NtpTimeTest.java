package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NtpTimeTest {
  @Test
  void countsFrom1900() {
    assertThat(NtpTime.of(Instant.EPOCH)).isEqualTo(2_208_988_800L << 32);
    assertThat(NtpTime.of(Instant.ofEpochSecond(1, 500_000_000)))
        .isEqualTo((2_208_988_801L << 32) + (1L << 31));
  }

  @Test
  void spansAddToTimes() {
    Instant start = Instant.parse("2026-01-02T03:04:05.250Z");

    long later = NtpTime.of(start) + NtpTime.ofNanos(1_750_000_000L);
    long earlier = NtpTime.of(start) + NtpTime.ofNanos(-1_250_000_000L);

    assertThat(later).isEqualTo(NtpTime.of(start.plusMillis(1750)));
    assertThat(earlier).isEqualTo(NtpTime.of(start.minusMillis(1250)));
  }

  @Test
  void delaysAreIn65536thsOfASecond() {
    assertThat(NtpTime.delayUnits(1_000_000_000L)).isEqualTo(65_536);
    assertThat(NtpTime.delayUnits(500_000_000L)).isEqualTo(32_768);
  }
}
