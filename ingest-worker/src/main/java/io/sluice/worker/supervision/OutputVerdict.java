package io.sluice.worker.supervision;

/// What one look at the output of an FFmpeg comes to.
public enum OutputVerdict {
  /// It writes, or nothing goes in that it could write.
  FINE,
  /// Media goes in, and it has written nothing since it was started.
  NO_OUTPUT,
  /// Media goes in, and it writes nothing more.
  STALLED
}
