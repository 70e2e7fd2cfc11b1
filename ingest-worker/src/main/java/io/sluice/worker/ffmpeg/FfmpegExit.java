package io.sluice.worker.ffmpeg;

import java.util.List;
import java.util.OptionalInt;

/// How one run of FFmpeg ended.
///
/// @param pid 0 when it was never started
/// @param exitCode empty when a signal ended it, or it was never started
/// @param signal number of the signal that ended it; empty when it exited
/// @param expected true when it had been asked to end, and not for a fault of its own
/// @param lastLines of its standard error, secrets removed
public record FfmpegExit(
    long pid,
    OptionalInt exitCode,
    OptionalInt signal,
    ExitReason reason,
    boolean expected,
    List<String> lastLines) {
  public FfmpegExit {
    lastLines = List.copyOf(lastLines);
  }

  FfmpegExit withLastLines(List<String> lines) {
    return new FfmpegExit(pid, exitCode, signal, reason, expected, lines);
  }

  /// The same end, for a reason that only who asked for it knows.
  public FfmpegExit because(ExitReason why) {
    return new FfmpegExit(pid, exitCode, signal, why, expected, lastLines);
  }

  /// The same end, put down to a fault for which the worker ended it.
  public FfmpegExit forFault(ExitReason fault) {
    return new FfmpegExit(pid, exitCode, signal, fault, false, lastLines);
  }

  /// One that never came to run.
  public static FfmpegExit neverStarted(ExitReason reason, String problem) {
    return new FfmpegExit(
        0, OptionalInt.empty(), OptionalInt.empty(), reason, false, List.of(problem));
  }
}
