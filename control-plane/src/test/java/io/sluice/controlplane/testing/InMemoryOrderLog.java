package io.sluice.controlplane.testing;

import io.sluice.controlplane.api.OrderLog;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.controlplane.views.Workers;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Shows each order to a view at once, as the follower of the topic would a little later.
public final class InMemoryOrderLog implements OrderLog {
  private final Workers workers;

  InMemoryOrderLog(Workers workers) {
    this.workers = workers;
  }

  @Override
  public CompletionStage<Void> put(WorkerId worker, @Nullable DrainWorker order) {
    if (order == null) {
      workers.drainWithdrawn(worker);
    } else {
      workers.drains(
          worker,
          new WorkerView.Drain(
              order.getDeadline(),
              order.getIssuedAt(),
              order.getIssuedBy(),
              order.getReason(),
              true));
    }
    return CompletableFuture.completedFuture(null);
  }
}
