package io.sluice.worker.supervision;

/// What of its host an FFmpeg uses, as facts name it.
public enum LimitKind {
  /// Percent of one core.
  CPU,
  /// Resident memory, MiB.
  MEMORY
}
