package io.sluice.worker.ingest;

/// Why one start of FFmpeg makes place for another, in order.
enum Replacement {
  RESTART_COMMAND(FinishCause.RESTART_COMMAND, StartCause.RESTART_COMMAND),
  UPDATE(FinishCause.UPDATE, StartCause.UPDATE),
  CODECS_CHANGED(FinishCause.CODECS_CHANGED, StartCause.CODECS_CHANGED),
  PICTURE_SIZE_CHANGED(FinishCause.PICTURE_SIZE_CHANGED, StartCause.PICTURE_SIZE_CHANGED);

  private final FinishCause ends;
  private final StartCause starts;

  Replacement(FinishCause ends, StartCause starts) {
    this.ends = ends;
    this.starts = starts;
  }

  /// Why the one ends.
  FinishCause ends() {
    return ends;
  }

  /// Why the other starts.
  StartCause starts() {
    return starts;
  }
}
