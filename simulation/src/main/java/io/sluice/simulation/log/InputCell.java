package io.sluice.simulation.log;

import java.util.Comparator;

/// A partition of an input topic.
public record InputCell(String topic, int partition) implements Comparable<InputCell> {
  private static final Comparator<InputCell> ORDER =
      Comparator.comparing(InputCell::topic).thenComparing(InputCell::partition);

  @Override
  public int compareTo(InputCell other) {
    return ORDER.compare(this, other);
  }
}
