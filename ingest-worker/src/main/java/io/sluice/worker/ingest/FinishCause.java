package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.ExitReason;

/// Why the worker ends FFmpeg, as facts name it.
public enum FinishCause {
  /// The process ends here.
  STOP,
  RESTART_COMMAND,
  UPDATE,
  CODECS_CHANGED,
  PICTURE_SIZE_CHANGED,
  /// It did not bind its ports in time.
  DID_NOT_LISTEN,
  /// Media goes in, and it writes nothing more.
  STALLED,
  /// Media goes in, and it has written nothing at all.
  NO_OUTPUT,
  CPU_LIMIT,
  MEMORY_LIMIT;

  /// What the exit is put down to.
  ExitReason exitReason() {
    return switch (this) {
      case STOP -> ExitReason.STOPPED;
      case RESTART_COMMAND -> ExitReason.RESTART_COMMAND;
      case UPDATE -> ExitReason.UPDATE;
      case CODECS_CHANGED -> ExitReason.CODECS_CHANGED;
      case PICTURE_SIZE_CHANGED -> ExitReason.PICTURE_SIZE_CHANGED;
      case DID_NOT_LISTEN -> ExitReason.DID_NOT_LISTEN;
      case STALLED -> ExitReason.STALLED;
      case NO_OUTPUT -> ExitReason.NO_OUTPUT;
      case CPU_LIMIT -> ExitReason.CPU_LIMIT;
      case MEMORY_LIMIT -> ExitReason.MEMORY_LIMIT;
    };
  }
}
