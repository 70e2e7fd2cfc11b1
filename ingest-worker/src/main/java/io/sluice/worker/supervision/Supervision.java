package io.sluice.worker.supervision;

import java.time.Duration;

/// How the FFmpeg of one process is watched and brought back.
///
/// @param reconnect whether an FFmpeg that ends unasked is started again
/// @param restarts how long to wait before that
/// @param staleTimeout how long it may write nothing more while media goes in
/// @param startTimeout how long it may write nothing at all while media goes in
/// @param limits what it may use of the host
/// @param lowPriority whether everything else on the host goes before it
public record Supervision(
    boolean reconnect,
    RestartPolicy restarts,
    Duration staleTimeout,
    Duration startTimeout,
    UsageLimits limits,
    boolean lowPriority) {
  public static final Supervision USUAL =
      new Supervision(
          true,
          RestartPolicy.USUAL,
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          UsageLimits.NONE,
          false);
}
