package io.sluice.worker.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostMemoryTest {
  @Test
  void countsWhatCouldBeHadAsFree() {
    assertThat(
            HostMemory.load(
                List.of("MemTotal:       1000 kB", "MemFree:  10 kB", "MemAvailable:    750 kB")))
        .isEqualTo(0.25);
  }

  @Test
  void saysThatItDoesNotKnow() {
    assertThat(HostMemory.load(List.of("MemTotal:       1000 kB"))).isNegative();
    assertThat(HostMemory.load(List.of("MemTotal: much", "MemAvailable: 1 kB"))).isNegative();
    assertThat(HostMemory.load(List.of())).isNegative();
  }

  @Test
  void readsThisHost() {
    assertThat(HostMemory.load()).isBetween(0.0, 1.0);
  }
}
