package io.sluice.worker.ingest;

/// What a change of the picture's size in the middle of a stream does to FFmpeg.
public enum ResolutionChange {
  /// It goes on.
  CONTINUE,
  /// It ends in order and starts anew.
  RESTART
}
