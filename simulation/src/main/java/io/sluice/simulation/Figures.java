package io.sluice.simulation;

import java.time.Duration;

/// How much happened, so that nobody takes a world in which nothing happens for a sound one.
///
/// @param simulated time that passed in the worlds
public record Figures(
    long worlds,
    long steps,
    Duration simulated,
    long transitions,
    long commands,
    long placements,
    long publishers,
    long faults) {
  public static final Figures NONE = new Figures(0, 0, Duration.ZERO, 0, 0, 0, 0, 0);

  Figures plus(Figures other) {
    return new Figures(
        worlds + other.worlds,
        steps + other.steps,
        simulated.plus(other.simulated),
        transitions + other.transitions,
        commands + other.commands,
        placements + other.placements,
        publishers + other.publishers,
        faults + other.faults);
  }

  @Override
  public String toString() {
    return "%,d steps in %,d h of simulated time: %,d commands, %,d transitions, %,d placements, %,d publishers, %,d faults"
        .formatted(
            steps, simulated.toHours(), commands, transitions, placements, publishers, faults);
  }
}
