package io.sluice.benchmarks.failover;

import io.sluice.acceptance.failover.Outage;
import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.benchmarks.MeasuredFleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Kafka is gone for a minute, then the control plane, while streams are live; `OutageIT` does the
/// same for seconds.
public final class LongOutage {
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final int STREAMS = 10;
  private static final int SECONDS = 60;

  private LongOutage() {}

  /// Arguments: seconds (default 60), streams (default 10).
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : SECONDS;
    int streams = args.length > 1 ? Integer.parseInt(args[1]) : STREAMS;
    Path folder = Files.createTempDirectory(MeasuredFleet.target(), "outage-").toAbsolutePath();
    try (FragileFleet fleet = new FragileFleet(folder, LEASE)) {
      System.out.printf(
          "%d streams, twice %d s: touched streams, missing facts, broken rules: %s%n",
          streams,
          seconds,
          new Outage(fleet, streams, Duration.ofSeconds(seconds)).problems(folder));
    }
    System.exit(0);
  }
}
