package io.sluice.controlplane.explanation;

import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import java.util.List;

/// An end of FFmpeg that nobody asked for.
///
/// @param attempt which start within the generation
/// @param reason one of those of `FfmpegExited`
/// @param lastLines what the fact repeats of its standard error; its report may have more
public record FfmpegEnd(long generation, int attempt, String reason, List<String> lastLines) {
  public FfmpegEnd {
    lastLines = List.copyOf(lastLines);
  }

  static FfmpegEnd of(FfmpegExited exit) {
    return new FfmpegEnd(
        exit.origin().generation().value(), exit.attempt(), exit.reason(), exit.lastLines());
  }

  /// The run as its report names it.
  public String run() {
    return generation + "/" + attempt;
  }
}
