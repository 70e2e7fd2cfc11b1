package io.sluice.worker.ports;

import java.util.concurrent.atomic.AtomicBoolean;

/// Four ports that nobody else on this worker gets until they are given back.
///
/// Thread: any.
public final class PortLease implements AutoCloseable {
  private final PortBlock block;
  private final PortPool pool;
  private final AtomicBoolean open = new AtomicBoolean(true);

  PortLease(PortBlock block, PortPool pool) {
    this.block = block;
    this.pool = pool;
  }

  public PortBlock block() {
    return block;
  }

  /// Gives the ports back; only the first call does anything.
  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      pool.giveBack(block);
    }
  }
}
