package io.sluice.simulation.time;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Everything that is left to chance, from one seed.
public final class Chance {
  private final SplittableRandom random;

  public Chance(long seed) {
    this(new SplittableRandom(seed));
  }

  private Chance(SplittableRandom random) {
    this.random = random;
  }

  /// One whose draws do not disturb this one's.
  public Chance split() {
    return new Chance(random.split());
  }

  public RandomGenerator generator() {
    return random;
  }

  public boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /// From `from` to `to`, both included.
  public int number(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  public Duration millis(int from, int to) {
    return Duration.ofNanos(random.nextLong(from * 1_000_000L, to * 1_000_000L + 1));
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
