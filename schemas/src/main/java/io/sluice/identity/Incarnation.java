package io.sluice.identity;

/// One life of a worker: larger after each of its starts.
public record Incarnation(long value) implements Comparable<Incarnation> {
  public Incarnation {
    if (value < 1) {
      throw new IllegalArgumentException("incarnation must be positive, is " + value);
    }
  }

  public boolean isOlderThan(Incarnation other) {
    return value < other.value;
  }

  @Override
  public int compareTo(Incarnation other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
