package io.sluice.controlplane.views;

import io.sluice.identity.WorkerId;

/// What is still on a worker that is being drained.
///
/// @param processes all that it still runs
/// @param publishing those of them that wait for their publisher
/// @param moving those of them whose new worker makes ready
public record Remaining(int processes, int publishing, int moving) {
  public static Remaining on(WorkerId worker, Processes all) {
    String id = worker.value();
    int held = 0;
    int publishing = 0;
    int moving = 0;
    for (ProcessView process : all.all()) {
      if (id.equals(process.leavingWorkerId())) {
        held++;
        moving++;
      } else if (id.equals(process.workerId())) {
        held++;
        publishing += process.publisher() == null ? 0 : 1;
      }
    }
    return new Remaining(held, publishing, moving);
  }
}
