package io.sluice.controlplane.process;

import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.identity.Generation;
import io.sluice.identity.WorkerId;
import java.time.Instant;

/// One failure of the FFmpeg of a process. Process, generation and attempt name the report of that
/// run.
///
/// @param at when it was decided on
/// @param reason as the worker named it
/// @param detail the last thing FFmpeg said; empty when nothing
public record Failure(
    Instant at,
    WorkerId workerId,
    Generation generation,
    int attempt,
    String reason,
    String detail) {
  private static final int MAX_DETAIL_CHARS = 300;

  static Failure of(FfmpegExited exit, Instant now) {
    String said = exit.lastLines().isEmpty() ? "" : exit.lastLines().getLast();
    return new Failure(
        now,
        exit.origin().workerId(),
        exit.origin().generation(),
        exit.attempt(),
        exit.reason(),
        said.substring(0, Math.min(MAX_DETAIL_CHARS, said.length())));
  }
}
