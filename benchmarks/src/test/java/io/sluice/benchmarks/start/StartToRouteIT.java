package io.sluice.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The benchmark measures what it says; the figures themselves are no test's matter.
class StartToRouteIT {
  @Test
  void measuresEachStartBesideItsBareHops() throws Exception {
    StartTimes times = StartToRoute.measure(2, 1);

    assertThat(times.startToRoute()).hasSize(2);
    assertThat(times.ffmpeg()).allMatch(micros -> micros > 0);
    assertThat(times.withoutFfmpeg()).allMatch(micros -> micros > 0);
    assertThat(times.bare()).allMatch(micros -> micros > 0);
    assertThat(times.table().toString()).contains("| bare Kafka hops | 2 |");
  }
}
