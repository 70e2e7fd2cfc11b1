package io.sluice.benchmarks.placement;

/// What is simulated.
///
/// @param processes that are there at a time, once the fleet is filled; as many again come and
///   leave
/// @param arrivalsPerSecond over all control planes
/// @param newsDelayMillis until a control plane reads what another has placed
record PlacementPlan(
    int workers,
    int processes,
    int controlPlanes,
    int arrivalsPerSecond,
    int heartbeatMillis,
    int newsDelayMillis,
    long seed) {
  static final PlacementPlan FULL = new PlacementPlan(10_000, 100_000, 4, 5_000, 2_000, 20, 7);
}
