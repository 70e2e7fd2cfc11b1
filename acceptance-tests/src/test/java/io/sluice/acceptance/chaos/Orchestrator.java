package io.sluice.acceptance.chaos;

import io.sluice.acceptance.fleet.IslandFleet;
import io.sluice.acceptance.log.CommandWriter;
import io.sluice.acceptance.log.Configs;
import io.sluice.schemas.ProcessConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Starts and stops processes all the time, whatever else happens. They take ports and no FFmpeg,
/// since nobody publishes to them.
final class Orchestrator implements AutoCloseable {
  private static final int PROCESSES = 5;
  private static final long PAUSE_MILLIS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final IslandFleet fleet;
  private final CommandWriter commands;
  private final List<String> ids =
      IntStream.range(0, PROCESSES).mapToObj(i -> "restless-" + i).toList();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("orchestrator").factory());
  private int turn; // confined to the clock's thread

  private Orchestrator(IslandFleet fleet) {
    this.fleet = fleet;
    this.commands = new CommandWriter(fleet.bootstrap());
  }

  static Orchestrator start(IslandFleet fleet) {
    Orchestrator orchestrator = new Orchestrator(fleet);
    orchestrator.clock.scheduleWithFixedDelay(
        orchestrator::next, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return orchestrator;
  }

  private void next() {
    String id = ids.get(turn % PROCESSES);
    if (turn++ / PROCESSES % 2 == 0) {
      commands.start(id, config(id));
    } else {
      commands.stop(id);
    }
  }

  private static ProcessConfig config(String id) {
    return Configs.choosing(List.of("H264"), List.of("OPUS"), id + ".mkv");
  }

  /// Gives no more commands, and waits until the last ones have come to their end.
  void rest() throws InterruptedException {
    clock.shutdown();
    if (!clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("a command is still being written");
    }
    ids.forEach(id -> fleet.process(id).awaitOutcome(commands.stop(id)));
    ids.forEach(id -> fleet.process(id).awaitState("STOPPED"));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    commands.close();
  }
}
