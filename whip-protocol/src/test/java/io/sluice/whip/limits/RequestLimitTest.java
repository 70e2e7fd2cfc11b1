package io.sluice.whip.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RequestLimit limit = new RequestLimit(new RequestRate(2, 10), nanos::get);

  @Test
  void letsABurstPassAndSaysHowLongToWaitForMore() {
    assertThat(passed("a", 12)).isEqualTo(10);
    assertThat(limit.exceededBy("a")).contains(Duration.ofMillis(500));
  }

  @Test
  void refillsAtItsRate() {
    passed("a", 10);

    nanos.addAndGet(Duration.ofSeconds(3).toNanos());

    assertThat(passed("a", 10)).isEqualTo(6);
  }

  @Test
  void holdsEachSenderToALimitOfItsOwn() {
    passed("a", 20);

    assertThat(limit.exceededBy("b")).isEmpty();
  }

  @Test
  void neverHitsAPublisherThatReconnectsWithItsCandidates() {
    for (int connection = 0; connection < 100; connection++) {
      assertThat(passed("obs", 4)).isEqualTo(4);
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    }
  }

  @Test
  void forgetsSendersThatAreSilent() {
    passed("a", 10);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());

    assertThat(limit.exceededBy("b")).isEmpty();
    assertThat(limit.senders()).isEqualTo(1);
  }

  @Test
  void remembersABoundedNumberOfSenders() {
    IntStream.range(0, RequestLimit.MAX_SENDERS + 5_000)
        .forEach(i -> assertThat(limit.exceededBy("sender-" + i)).isEmpty());

    assertThat(limit.senders()).isLessThanOrEqualTo(RequestLimit.MAX_SENDERS);
  }

  private long passed(String sender, int requests) {
    return IntStream.range(0, requests).filter(i -> limit.exceededBy(sender).isEmpty()).count();
  }
}
