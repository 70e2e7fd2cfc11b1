package io.sluice.controlplane.placement;

/// Where a process goes, or why it goes nowhere.
public sealed interface Placement {
  record Chosen(Candidate worker) implements Placement {}

  /// @param detail in words, for whoever wonders why the process waits
  record Nowhere(Shortage shortage, String detail) implements Placement {}

  enum Shortage {
    /// No worker is on offer.
    NO_WORKER,
    /// No worker on offer has an FFmpeg that can do what the process asks for.
    NO_CAPABLE_FFMPEG,
    /// Workers are on offer, and all of them are full.
    NO_CAPACITY
  }
}
