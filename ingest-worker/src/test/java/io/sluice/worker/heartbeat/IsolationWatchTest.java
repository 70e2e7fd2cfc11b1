package io.sluice.worker.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IsolationWatchTest {
  // Far enough that the nanoseconds overflow while a test runs.
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();
  private long lastContact = nanos;
  private int told;
  private final IsolationWatch watch =
      new IsolationWatch(Duration.ofSeconds(4), () -> lastContact, () -> nanos, () -> told++);

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void tellsOnlyOnceTheLimitIsReached() {
    lookAfter(Duration.ofMillis(3_999));
    assertThat(told).isZero();
    lookAfter(Duration.ofMillis(1));
    assertThat(told).isEqualTo(1);
  }

  @Test
  void tellsAgainWhileItLastsAndNoMoreOnceContactIsBack() {
    lookAfter(Duration.ofSeconds(5));
    lookAfter(Duration.ofSeconds(1));
    assertThat(told).isEqualTo(2);
    lastContact = nanos;
    lookAfter(Duration.ofSeconds(1));
    assertThat(told).isEqualTo(2);
    lookAfter(Duration.ofSeconds(3));
    assertThat(told).isEqualTo(3);
  }

  private void lookAfter(Duration time) {
    nanos += time.toNanos();
    watch.look();
  }
}
