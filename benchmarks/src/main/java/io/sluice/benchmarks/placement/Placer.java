package io.sluice.benchmarks.placement;

import org.jspecify.annotations.Nullable;

/// One control plane's way of choosing a worker, and what it is told.
interface Placer {
  /// Null when it finds none.
  @Nullable SimWorker place(SimProcess process);

  /// A heartbeat, as it was when it was sent.
  default void heard(SimWorker worker) {}

  /// A control plane, this or another, gave `process` to `worker`.
  default void placed(SimProcess process, SimWorker worker) {}

  default void left(SimProcess process) {}

  default void now(long millis) {}
}
