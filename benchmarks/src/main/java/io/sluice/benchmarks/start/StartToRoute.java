package io.sluice.benchmarks.start;

import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.benchmarks.MeasuredFleet;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.topic.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;

/// Starts one process after another, and sends one record through the bare hops after each.
public final class StartToRoute {
  private static final int WARM_UP = 20;
  private static final int STARTS = 200;

  private final MeasuredFleet fleet;
  private final SeenKeys routes;
  private final BareHops bare;

  private StartToRoute(MeasuredFleet fleet, SeenKeys routes, BareHops bare) {
    this.fleet = fleet;
    this.routes = routes;
    this.bare = bare;
  }

  /// Arguments: how many starts (default 200), how many before them to warm up (default 20).
  public static void main(String[] args) throws Exception {
    int starts = args.length > 0 ? Integer.parseInt(args[0]) : STARTS;
    int warmUp = args.length > 1 ? Integer.parseInt(args[1]) : WARM_UP;
    System.out.println(measure(starts, warmUp).table());
    System.exit(0);
  }

  static StartTimes measure(int starts, int warmUp) throws Exception {
    Path folder = Files.createTempDirectory(MeasuredFleet.target(), "start-to-route-");
    try (MeasuredFleet fleet = new MeasuredFleet(folder)) {
      SeenKeys routes =
          new SeenKeys(fleet.bootstrap(), TopicCatalogue.ROUTES.name(), MeasuredFleet.PARTITIONS);
      routes.start();
      try (BareHops bare = new BareHops(fleet.bootstrap(), MeasuredFleet.PARTITIONS)) {
        StartToRoute benchmark = new StartToRoute(fleet, routes, bare);
        benchmark.run("warm-up-", warmUp);
        return benchmark.run("start-", starts);
      } finally {
        routes.end();
      }
    }
  }

  private StartTimes run(String prefix, int count) throws InterruptedException {
    StartTimes times = new StartTimes();
    for (int i = 0; i < count; i++) {
      String id = prefix + i;
      long start = start(id);
      ProcessWatch process = fleet.log().process(id);
      // The worker tells of its ports when FFmpeg listens on them: its start lies within the way.
      long ffmpeg = process.awaitFact(FfmpegStarted.class).getStartupMicros();
      fleet.commands().stop(id);
      process.awaitState("STOPPED");
      times.add(start, ffmpeg, bare.micros());
    }
    return times;
  }

  private long start(String id) throws InterruptedException {
    ProcessConfig config = Configs.recording("H264", id + ".mkv");
    long before = System.nanoTime();
    fleet.commands().start(id, config);
    return (routes.await(id) - before) / 1_000;
  }
}
