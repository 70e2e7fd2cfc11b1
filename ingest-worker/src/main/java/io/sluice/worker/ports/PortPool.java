package io.sluice.worker.ports;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Supplier;

/// All the leases that this worker can give.
///
/// Blocks are handed out in turn, and one that comes back goes to the end of the line: packets
/// still on their way to an old FFmpeg do not meet a new one.
///
/// Thread: any.
public final class PortPool {
  private final PortRange range;
  private final int maxAttempts;
  private final PortProbe probe;
  private final Supplier<Optional<String>> shortage;

  // guarded by this
  private final ArrayDeque<PortBlock> free = new ArrayDeque<>();

  /// @param maxAttempts how many blocks are tried for one lease before it is given up
  public PortPool(PortRange range, int maxAttempts, PortProbe probe) {
    this(range, maxAttempts, probe, Optional::empty);
  }

  /// @param maxAttempts how many blocks are tried for one lease before it is given up
  /// @param shortage why the disk has no room for another process; empty while it has
  public PortPool(
      PortRange range, int maxAttempts, PortProbe probe, Supplier<Optional<String>> shortage) {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("lease attempts must be positive, are " + maxAttempts);
    }
    this.range = range;
    this.maxAttempts = maxAttempts;
    this.probe = probe;
    this.shortage = shortage;
    for (int i = 0; i < range.blocks(); i++) {
      free.addLast(new PortBlock(range.firstBlock() + i * PortBlock.SIZE));
    }
  }

  /// Takes four adjacent ports of which each was free a moment ago.
  public synchronized PortLease lease() throws NoLeaseException {
    Optional<String> full = shortage.get();
    if (full.isPresent()) {
      throw new NoLeaseException(NoLeaseException.Reason.DISK_NEARLY_FULL, full.get());
    }
    int candidates = Math.min(maxAttempts, free.size());
    String lastError = "";
    for (int attempt = 0; attempt < candidates; attempt++) {
      PortBlock block = free.removeFirst();
      lastError = problem(block);
      if (lastError.isEmpty()) {
        return new PortLease(block, this);
      }
      free.addLast(block);
    }
    throw refusal(candidates, lastError);
  }

  /// How many leases could be given if nobody else used the ports; none while the disk is nearly
  /// full.
  public synchronized int free() {
    return shortage.get().isPresent() ? 0 : free.size();
  }

  /// How many leases there are, held or free.
  public int capacity() {
    return range.blocks();
  }

  synchronized void giveBack(PortBlock block) {
    free.addLast(block);
  }

  private String problem(PortBlock block) {
    for (int port : block.all()) {
      try {
        probe.check(port);
      } catch (IOException e) {
        return "port " + port + " is not free: " + e.getMessage();
      }
    }
    return "";
  }

  private NoLeaseException refusal(int tried, String lastError) {
    return tried == 0
        ? new NoLeaseException(
            NoLeaseException.Reason.NO_FREE_PORTS,
            "all " + range.blocks() + " leases of ports " + range + " are held")
        : new NoLeaseException(
            NoLeaseException.Reason.PORTS_TAKEN,
            "after " + tried + " attempts in " + range + ": " + lastError);
  }
}
