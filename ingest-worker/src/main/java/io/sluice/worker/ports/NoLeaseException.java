package io.sluice.worker.ports;

/// No lease could be had; the message holds the last error met and what was tried.
public final class NoLeaseException extends Exception {
  /// What stood in the way.
  public enum Reason {
    /// Every block of the range is leased.
    NO_FREE_PORTS,
    /// The blocks tried were in use by others on this host.
    PORTS_TAKEN,
    /// The worker runs as many processes as it may.
    NO_ROOM,
    /// Nothing is started while the disk of the output folder is nearly full.
    DISK_NEARLY_FULL
  }

  private final Reason reason;

  public NoLeaseException(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
