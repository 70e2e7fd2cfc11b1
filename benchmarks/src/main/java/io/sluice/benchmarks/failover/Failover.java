package io.sluice.benchmarks.failover;

import io.sluice.acceptance.audit.LogAudit;
import io.sluice.acceptance.failover.Regained;
import io.sluice.acceptance.failover.WorkerLoss;
import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.benchmarks.MeasuredFleet;
import io.sluice.benchmarks.report.Percentiles;
import io.sluice.benchmarks.report.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// Kills the one worker that runs every process while each has a live publisher; `LostWorkerIT`
/// does the same with fewer.
public final class Failover {
  /// As it is by default.
  private static final Duration LEASE = Duration.ofSeconds(6);

  private static final int PUBLISHERS = 20;

  private Failover() {}

  /// Arguments: how many publishers (default 20).
  public static void main(String[] args) throws Exception {
    int publishers = args.length > 0 ? Integer.parseInt(args[0]) : PUBLISHERS;
    // Its publisher is compiled from the acceptance tests' sources, which it finds from there.
    Path folder = Files.createTempDirectory(MeasuredFleet.target(), "failover-").toAbsolutePath();
    try (FragileFleet fleet = new FragileFleet(folder, LEASE)) {
      List<Regained> all = new WorkerLoss(fleet, publishers).run(folder);
      System.out.println(
          new Table()
              .row("killed to assigned elsewhere", percentiles(all, Regained::assigned))
              .row("killed to FFmpeg about to start", percentiles(all, Regained::begun))
              .row("killed to FFmpeg listening", percentiles(all, Regained::listens))
              .row("killed to new route read", percentiles(all, Regained::route))
              .row("killed to media in the new FFmpeg", percentiles(all, Regained::media)));
      System.out.println("rules broken: " + LogAudit.problems(fleet.log()::of));
    }
    System.exit(0);
  }

  private static Percentiles percentiles(List<Regained> all, Function<Regained, Duration> time) {
    return Percentiles.of(all.stream().map(time).map(t -> t.toNanos() / 1_000).toList());
  }
}
