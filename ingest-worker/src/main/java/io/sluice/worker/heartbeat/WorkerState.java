package io.sluice.worker.heartbeat;

/// What a worker is ready for, as heartbeats name it.
public enum WorkerState {
  READY,
  /// Takes no new process.
  DRAINING,
  /// Has shut down in order.
  GONE
}
