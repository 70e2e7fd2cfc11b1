package io.sluice.worker.ffmpeg;

/// Why FFmpeg ended, as facts name it.
public enum ExitReason {
  /// It was asked to, and did.
  STOPPED,
  /// It was asked to, and is started again for what another publisher sends.
  CODECS_CHANGED,
  /// It was asked to, and is started again for pictures of another size.
  PICTURE_SIZE_CHANGED,
  /// It was asked to, and is started again because somebody wished so.
  RESTART_COMMAND,
  /// It was asked to, and is started again with another configuration.
  UPDATE,
  /// The worker ended it: it did not bind its ports in time.
  DID_NOT_LISTEN,
  /// The worker ended it: media went in, and it wrote nothing more.
  STALLED,
  /// The worker ended it: media went in, and it had written nothing at all.
  NO_OUTPUT,
  /// The worker ended it: it used too much of the processors for too long.
  CPU_LIMIT,
  /// The worker ended it: it used too much memory for too long.
  MEMORY_LIMIT,
  /// Somebody else had one of its ports.
  BIND_FAILED,
  /// An output could not be opened or written.
  OUTPUT_REFUSED,
  /// FFmpeg did not accept what it was told to do.
  BAD_CONFIGURATION,
  /// A signal ended it.
  KILLED,
  /// It was never started.
  COULD_NOT_START,
  /// It ended in order, but nobody had asked it to.
  ENDED_BY_ITSELF,
  /// Anything else.
  FAILED
}
