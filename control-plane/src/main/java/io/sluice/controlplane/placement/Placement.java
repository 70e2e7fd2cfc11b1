package io.sluice.controlplane.placement;

/// Where a process goes, or why it goes nowhere.
public sealed interface Placement {
  record Chosen(Candidate worker) implements Placement {}

  /// @param detail in words, for whoever wonders why the process waits
  record Nowhere(Shortage shortage, String detail) implements Placement {}

  enum Shortage {
    /// No worker is ready.
    NO_WORKER,
    /// No ready worker carries the labels that the process requires.
    NO_MATCHING_LABELS,
    /// No ready worker with the right labels has an FFmpeg that can do what the process asks for.
    NO_CAPABLE_FFMPEG,
    /// Ready workers could run it, and all of them are full.
    NO_CAPACITY
  }
}
