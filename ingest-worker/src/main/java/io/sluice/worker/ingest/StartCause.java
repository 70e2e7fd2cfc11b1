package io.sluice.worker.ingest;

/// Why FFmpeg is started, as facts name it.
public enum StartCause {
  /// The process was assigned to this worker.
  ASSIGNED,
  /// The publisher for whom it waited is there.
  PUBLISHER,
  /// The one before failed.
  AFTER_FAILURE,
  /// A restart was asked for.
  RESTART_COMMAND,
  /// The process has another configuration.
  UPDATE,
  /// A publisher sends what the one before was not started for.
  CODECS_CHANGED,
  /// Pictures have another size.
  PICTURE_SIZE_CHANGED
}
