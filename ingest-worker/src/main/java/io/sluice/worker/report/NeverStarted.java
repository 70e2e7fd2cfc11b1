package io.sluice.worker.report;

import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ffmpeg.Progress;
import io.sluice.worker.ffmpeg.RunningFfmpeg;
import io.sluice.worker.ffmpeg.Said;
import io.sluice.worker.ffmpeg.SaidLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The run of an FFmpeg that could not be started: all it has to say is why.
record NeverStarted(FfmpegExit how, Instant at) implements RunningFfmpeg {
  @Override
  public long pid() {
    return how.pid();
  }

  @Override
  public CompletableFuture<FfmpegExit> exit() {
    return CompletableFuture.completedFuture(how);
  }

  @Override
  public boolean awaitListening(Duration limit) {
    return false;
  }

  @Override
  public Progress progress() {
    return Progress.NONE;
  }

  @Override
  public Said said() {
    List<SaidLine> why = how.lastLines().stream().map(line -> new SaidLine(at, line)).toList();
    return new Said(List.of(), why, List.of(), 0);
  }

  @Override
  public boolean stop(Runnable bye) {
    return false;
  }
}
