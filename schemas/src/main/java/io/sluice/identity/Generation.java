package io.sluice.identity;

/// The fencing token of a process: the larger one wins, and at most one worker holds it.
public record Generation(long value) implements Comparable<Generation> {
  /// Before the first placement.
  public static final Generation NONE = new Generation(0);

  public Generation {
    if (value < 0) {
      throw new IllegalArgumentException("generation must not be negative, is " + value);
    }
  }

  public Generation next() {
    return new Generation(value + 1);
  }

  public boolean isOlderThan(Generation other) {
    return value < other.value;
  }

  @Override
  public int compareTo(Generation other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
