package io.sluice.simulation;

import io.sluice.simulation.time.Chance;

/// What kind of world a seed makes: worlds differ in size and in how much goes wrong, so that what
/// many of one kind would hide is seen in another.
///
/// @param commandPauseMillis between commands, on average
/// @param publisherPauseMillis between publishers, on average
/// @param faultPauseMillis between faults, on average
record Weather(
    int partitions,
    int controlPlanes,
    int workers,
    int processes,
    int commandPauseMillis,
    int publisherPauseMillis,
    int faultPauseMillis) {

  static Weather of(Chance chance) {
    return new Weather(
        chance.number(1, 4),
        chance.number(1, 3),
        chance.number(1, 4),
        chance.number(1, 10),
        chance.number(100, 1_500),
        chance.number(200, 3_000),
        chance.oneIn(8) ? chance.number(8_000, 20_000) : chance.number(500, 5_000));
  }

  @Override
  public String toString() {
    return "%d partitions, %d control planes, %d workers, %d processes; a command every %d ms, a publisher every %d ms, a fault every %d ms"
        .formatted(
            partitions,
            controlPlanes,
            workers,
            processes,
            commandPauseMillis,
            publisherPauseMillis,
            faultPauseMillis);
  }
}
