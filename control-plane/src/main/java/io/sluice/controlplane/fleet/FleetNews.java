package io.sluice.controlplane.fleet;

import io.sluice.eventlog.follow.TableChange;
import io.sluice.eventlog.follow.TableListener;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.WorkerHeartbeat;

/// What a [Fleet] learns from the topics that the views follow.
public final class FleetNews {
  private FleetNews() {}

  public static TableListener<WorkerHeartbeat> ofWorkers(Fleet fleet) {
    return new TableListener<>() {
      @Override
      public void changed(TableChange<WorkerHeartbeat> change) {
        switch (change) {
          case TableChange.Put<WorkerHeartbeat> put -> fleet.heard(put.value());
          case TableChange.Removed<WorkerHeartbeat> removed -> {
            if (WorkerId.problem(removed.key()).isEmpty()) {
              fleet.removed(new WorkerId(removed.key()));
            }
          }
        }
      }

      @Override
      public void caughtUp() {
        fleet.caughtUp();
      }
    };
  }

  public static TableListener<DrainWorker> ofOrders(Fleet fleet) {
    return change -> {
      if (WorkerId.problem(change.key()).isEmpty()) {
        WorkerId worker = new WorkerId(change.key());
        switch (change) {
          case TableChange.Put<DrainWorker> put -> fleet.drains(worker, put.value().getDeadline());
          case TableChange.Removed<DrainWorker> _ -> fleet.drainWithdrawn(worker);
        }
      }
    };
  }

  /// What other control planes place is known as soon as it is read.
  public static TableListener<ProcessSnapshot> ofProcesses(Fleet fleet) {
    return change -> {
      if (ProcessId.problem(change.key()).isEmpty()) {
        ProcessId process = new ProcessId(change.key());
        switch (change) {
          case TableChange.Put<ProcessSnapshot> put -> held(fleet, process, put.value());
          case TableChange.Removed<ProcessSnapshot> _ -> fleet.forgotten(process);
        }
      }
    };
  }

  private static void held(Fleet fleet, ProcessId process, ProcessSnapshot snapshot) {
    fleet.holds(
        process,
        snapshot.getSequence(),
        snapshot
            .getWorkerId()
            .filter(id -> WorkerId.problem(id).isEmpty())
            .map(WorkerId::new)
            .orElse(null),
        snapshot.getConfig().map(config -> config.getReference()).orElse(""));
  }
}
