package io.sluice.worker.ingest;

import io.sluice.process.exec.ExecState;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.FfmpegExit;

/// Where the FFmpeg of a process stands, by what is reported of it: the same table of moves by
/// which the control plane follows.
///
/// Thread: the process's own.
final class ExecTrail {
  private ExecState now = ExecState.FINISHED;

  ExecState now() {
    return now;
  }

  /// Takes a move before it is reported.
  ///
  /// @return false when the table has no such move: a bug here, and no reason to end a stream
  boolean follow(IngestFact.Move move) {
    ExecState next = after(move);
    boolean legal = now.mayBecome(next);
    now = next;
    return legal;
  }

  private ExecState after(IngestFact.Move move) {
    return switch (move) {
      case IngestFact.FfmpegStarting _ -> ExecState.STARTING;
      case IngestFact.FfmpegStarted _ -> ExecState.RUNNING;
      case IngestFact.FfmpegFinishing _ -> ExecState.FINISHING;
      case IngestFact.FfmpegExited f -> ended(f.exit());
    };
  }

  private ExecState ended(FfmpegExit exit) {
    if (now == ExecState.STARTING) {
      return ExecState.FAILED;
    }
    if (exit.signal().isPresent()) {
      return ExecState.KILLED;
    }
    boolean inOrder = exit.expected() || exit.reason() == ExitReason.ENDED_BY_ITSELF;
    return inOrder ? ExecState.FINISHED : ExecState.FAILED;
  }
}
