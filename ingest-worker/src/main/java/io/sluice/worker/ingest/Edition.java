package io.sluice.worker.ingest;

/// Which word on a process this is, within its generation.
///
/// @param revision counts its configurations
/// @param restarts counts the restarts that were asked for
public record Edition(long revision, long restarts) {
  public static final Edition FIRST = new Edition(1, 0);

  /// Whether it says anything that `other` did not.
  boolean isNewerThan(Edition other) {
    return revision > other.revision || restarts > other.restarts;
  }

  /// Whether an FFmpeg that was started under `earlier` is to make place for another. The control
  /// plane asks for a restart together with each revision that needs one.
  boolean asksForRestartAfter(Edition earlier) {
    return restarts > earlier.restarts;
  }

  /// Why it is to.
  Replacement replacing(Edition earlier) {
    return revision > earlier.revision ? Replacement.UPDATE : Replacement.RESTART_COMMAND;
  }
}
