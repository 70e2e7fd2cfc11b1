package io.sluice.worker.ingest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many processes may run on this worker at once.
///
/// Thread: any.
final class Room {
  private final Semaphore left;

  Room(int processes) {
    this.left = new Semaphore(processes);
  }

  /// None yet.
  Place place() {
    return new Place();
  }

  /// Of one process.
  final class Place implements AutoCloseable {
    private final AtomicBoolean held = new AtomicBoolean();

    private Place() {}

    /// Whether the process has its place, now or before.
    boolean take() {
      if (held.get()) {
        return true;
      }
      boolean free = left.tryAcquire();
      held.set(free);
      return free;
    }

    /// Gives it back; only the first call does anything.
    @Override
    public void close() {
      if (held.compareAndSet(true, false)) {
        left.release();
      }
    }
  }
}
