package io.sluice.benchmarks.fleet;

import io.sluice.benchmarks.member.BeatingWorkers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What a control plane needed for a fleet of so many workers.
///
/// @param time for so long
/// @param cpu of the control plane in that time
/// @param heapBytes in use, without garbage
record FleetSample(int workers, Duration time, Duration cpu, long heapBytes) {
  static final List<String> HEAD =
      List.of(
          "| workers | heartbeats a second | kB a second | a processor, % | heap in use, MB |",
          "|---:|---:|---:|---:|---:|");

  String row() {
    double heartbeats = workers / (double) BeatingWorkers.INTERVAL.toSeconds();
    return String.format(
        Locale.ROOT,
        "| %,d | %,.0f | %,.1f | %.1f | %,d |",
        workers,
        heartbeats,
        heartbeats * BeatingWorkers.heartbeatBytes() / 1_000,
        100.0 * cpu.toNanos() / time.toNanos(),
        heapBytes / 1_000_000);
  }
}
