package io.sluice.controlplane.fleet;

import io.sluice.identity.WorkerId;
import java.util.Optional;

/// The workers that are known.
///
/// Thread: safe.
public final class Fleet {
  /// Where the HTTP listener of `worker` is; empty when no heartbeat of it was read.
  public Optional<WorkerAddresses> addresses(WorkerId worker) {
    throw new UnsupportedOperationException(worker.toString());
  }
}
