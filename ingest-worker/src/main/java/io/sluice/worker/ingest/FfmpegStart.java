package io.sluice.worker.ingest;

/// When the FFmpeg behind a WHIP endpoint starts.
public enum FfmpegStart {
  /// With the process, for the one codec of each kind.
  EAGER,
  /// With the first publisher, for what was agreed on with him.
  ON_PUBLISH
}
