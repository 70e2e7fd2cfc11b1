package io.sluice.worker.peer.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NewSourcesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int REAL = 0x5EA1_0001;

  private final NewSources sources = new NewSources();
  private final Random random = new Random(725);

  @Test
  void triesAFewAtOnce() {
    assertThat(sources.mayTry(1, 0)).isTrue();
    assertThat(sources.mayTry(2, 0)).isTrue();
  }

  @Test
  void triesNoMoreThanItEarnsHoweverOftenTheyCome() {
    int tried = 0;
    for (int i = 0; i < 100_000; i++) {
      tried += sources.mayTry(random.nextInt(50), i * SECOND / 10_000) ? 1 : 0;
    }

    assertThat(tried).isBetween(40, 8 + 8 * 10);
  }

  @Test
  void findsTheSourceThatRecursAmongAFloodOfThoseThatDoNot() {
    flood(1_000, SECOND);

    // A packet of the publisher for each hundred that are forged under its address.
    int packets = 0;
    boolean tried = false;
    while (!tried) {
      flood(100, SECOND);
      tried = sources.mayTry(REAL, SECOND);
      packets++;
    }
    assertThat(packets).isLessThanOrEqualTo(4);
  }

  @Test
  void doesNotSpendAllItsTriesOnOneThatFails() {
    flood(1_000, SECOND);
    int tried = 0;
    for (int i = 0; i < 1_000; i++) {
      tried += sources.mayTry(666, 2 * SECOND) ? 1 : 0;
    }

    assertThat(tried).isLessThanOrEqualTo(5);
    sources.mayTry(REAL, 3 * SECOND);
    assertThat(sources.mayTry(REAL, 3 * SECOND)).isTrue();
  }

  @Test
  void triesOneThatFailedAgainLater() {
    flood(1_000, SECOND);
    sources.mayTry(REAL, SECOND);
    assertThat(sources.mayTry(REAL, SECOND)).isTrue();
    assertThat(sources.mayTry(REAL, SECOND)).isFalse();

    flood(1_000, 3 * SECOND);
    sources.mayTry(REAL, 3 * SECOND);
    assertThat(sources.mayTry(REAL, 3 * SECOND)).isTrue();
  }

  private void flood(int packets, long nowNanos) {
    for (int i = 0; i < packets; i++) {
      sources.mayTry(random.nextInt(), nowNanos);
    }
  }
}
