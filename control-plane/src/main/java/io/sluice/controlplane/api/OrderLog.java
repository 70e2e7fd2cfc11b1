package io.sluice.controlplane.api;

import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Where orders to workers are written.
public interface OrderLog {
  /// Completes when the log has taken it.
  ///
  /// @param order null withdraws what stands
  CompletionStage<Void> put(WorkerId worker, @Nullable DrainWorker order);
}
