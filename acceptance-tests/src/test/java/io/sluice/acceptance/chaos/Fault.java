package io.sluice.acceptance.chaos;

import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.ffmpeg.HostProcess;
import io.sluice.acceptance.fleet.IslandFleet;
import io.sluice.acceptance.fleet.MemberJvm;
import io.sluice.acceptance.program.SluiceCli;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// One thing that goes wrong, and is mended once the fleet has coped with it.
enum Fault {
  WORKER_KILLED {
    @Override
    void strike(IslandFleet fleet, Publishing publishing) throws Exception {
      int worker = publishing.holder(publishing.ids().getFirst());
      Map<String, Long> held = publishing.heldBy(worker);
      fleet.worker(worker).kill();
      publishing.awaitPlacedAgain(held);
      fleet.restartWorker(worker);
    }
  },

  /// It comes back after its lease, and takes itself for the owner of what it held.
  WORKER_SUSPENDED {
    @Override
    void strike(IslandFleet fleet, Publishing publishing) {
      int worker = publishing.holder(publishing.ids().getFirst());
      Map<String, Long> held = publishing.heldBy(worker);
      fleet.worker(worker).suspend();
      publishing.awaitPlacedAgain(held);
      fleet.worker(worker).resume();
      awaitLetGo(fleet, publishing, worker);
    }
  },

  /// It streams on, and its publishers with it, until it can be told.
  WORKER_WITHOUT_KAFKA {
    @Override
    void strike(IslandFleet fleet, Publishing publishing) {
      int worker = publishing.holder(publishing.ids().getFirst());
      Map<String, Long> held = publishing.heldBy(worker);
      fleet.cutOff(worker);
      publishing.awaitPlacedAgain(held);
      fleet.mend(worker);
      awaitLetGo(fleet, publishing, worker);
    }
  },

  /// Of what it holds some is on its way to others then, and some is not.
  WORKER_KILLED_WHILE_DRAINED {
    @Override
    void strike(IslandFleet fleet, Publishing publishing) throws Exception {
      int worker = publishing.holder(publishing.ids().getFirst());
      String name = "worker-" + worker;
      Map<String, Long> held = publishing.heldBy(worker);
      CompletableFuture<Command> drain =
          CompletableFuture.supplyAsync(
              () -> SluiceCli.run(fleet.bootstrap(), "drain", name, "--deadline", "1s"));
      publishing.awaitMoveOfAny(held);
      fleet.worker(worker).kill();
      publishing.awaitPlacedAgain(held);
      drain.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).outputOrFail();
      fleet.restartWorker(worker);
      SluiceCli.run(fleet.bootstrap(), "undrain", name).outputOrFail();
    }
  },

  BROKER_KILLED {
    @Override
    void strike(IslandFleet fleet, Publishing publishing) throws Exception {
      fleet.cluster().broker(0).kill();
      proveThatCommandsAreDecided(fleet);
      fleet.cluster().restart(0);
      fleet.cluster().awaitInSync();
    }
  },

  /// Kafka ends a broker that cannot write.
  BROKER_WITHOUT_ROOM {
    @Override
    void strike(IslandFleet fleet, Publishing publishing) throws Exception {
      MemberJvm broker = fleet.cluster().broker(IslandFleet.ON_SMALL_DISK);
      fleet.disk().fill();
      Awaitility.await("the broker without room ends")
          .atMost(PATIENCE)
          .until(() -> !broker.isRunning());
      proveThatCommandsAreDecided(fleet);
      fleet.disk().free();
      fleet.cluster().restart(IslandFleet.ON_SMALL_DISK);
      fleet.cluster().awaitInSync();
    }
  },

  CONTROL_PLANE_KILLED {
    @Override
    void strike(IslandFleet fleet, Publishing publishing) throws Exception {
      fleet.controlPlane(0).kill();
      proveThatCommandsAreDecided(fleet);
      fleet.restartControlPlane(0);
    }
  };

  /// Enough to meet each partition, most likely.
  private static final int PROOFS = 6;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Returns when it is mended, and before all have come to rest.
  abstract void strike(IslandFleet fleet, Publishing publishing) throws Exception;

  private static void proveThatCommandsAreDecided(IslandFleet fleet) {
    for (int i = 0; i < PROOFS; i++) {
      String id = "proof-" + UUID.randomUUID();
      fleet.process(id).awaitOutcome(fleet.commands().stop(id));
    }
  }

  /// The worker runs no FFmpeg of a process that another holds.
  private static void awaitLetGo(IslandFleet fleet, Publishing publishing, int worker) {
    HostProcess program = new HostProcess(fleet.worker(worker).pid());
    Awaitility.await("worker " + worker + " lets go")
        .atMost(PATIENCE)
        .until(() ->
            publishing.ids().stream()
                .filter(id -> publishing.holder(id) != worker)
                .noneMatch(id -> program.runsFfmpegOf(id)));
  }
}
