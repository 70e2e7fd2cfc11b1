package io.sluice.controlplane.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a worker reports of a process. A fact that is taken becomes an event as it is.
///
/// `sessionId` is always the shortened id of a WHIP session; `attempt` counts the starts of FFmpeg
/// within one generation from 1.
public sealed interface WorkerFact extends ProcessInput, ProcessEvent {
  FactOrigin origin();

  /// A lease is held, and the WHIP endpoint is open.
  record PortsAllocated(FactOrigin origin, int attempt, MediaPorts ports, String whipUrl)
      implements WorkerFact {}

  /// No lease could be had; the worker tries again.
  record AllocationFailed(FactOrigin origin, int attempt, String reason, String detail)
      implements WorkerFact {}

  /// @param cause why, as a fixed word
  record FfmpegStarting(FactOrigin origin, int attempt, String cause) implements WorkerFact {}

  record FfmpegStarted(FactOrigin origin, int attempt, long pid, long startupMicros)
      implements WorkerFact {}

  /// It was asked to end.
  ///
  /// @param cause why, as a fixed word
  record FfmpegFinishing(FactOrigin origin, int attempt, String cause) implements WorkerFact {}

  /// FFmpeg uses more than the process may.
  ///
  /// @param limit `CPU` in percent of one core, or `MEMORY` in MiB
  record LimitExceeded(FactOrigin origin, int attempt, String limit, long used, long allowed)
      implements WorkerFact {}

  /// @param exitCode null when a signal ended it
  /// @param signal null when it exited
  record FfmpegExited(
      FactOrigin origin,
      int attempt,
      long pid,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      String reason,
      boolean expected,
      List<String> lastLines)
      implements WorkerFact {
    public FfmpegExited {
      lastLines = List.copyOf(lastLines);
    }

    private static final String ENDED_BY_ITSELF = "ENDED_BY_ITSELF";

    /// Whether its outputs are whole, asked to end or not.
    boolean isInOrder() {
      return expected || reason.equals(ENDED_BY_ITSELF);
    }
  }

  record PublisherConnected(
      FactOrigin origin,
      String sessionId,
      String remoteAddress,
      String userAgent,
      String videoCodec,
      String audioCodec,
      String dtlsRole,
      String srtpProfile,
      long sincePostMicros)
      implements WorkerFact {}

  record PublisherDisconnected(
      FactOrigin origin,
      String sessionId,
      String reason,
      String detail,
      long packetsReceived,
      long packetsLost,
      long bytesReceived)
      implements WorkerFact {}

  /// @param width pixels, 0 when unknown
  /// @param height pixels, 0 when unknown
  record MediaStarted(
      FactOrigin origin, String sessionId, long sincePostMicros, int width, int height)
      implements WorkerFact {}

  record MediaStalled(FactOrigin origin, String sessionId, long silentMicros)
      implements WorkerFact {}

  /// FFmpeg gets pictures of another size than before, in pixels.
  record PictureSizeChanged(
      FactOrigin origin, String sessionId, int fromWidth, int fromHeight, int toWidth, int toHeight)
      implements WorkerFact {}

  /// The worker holds nothing of this generation any more.
  record ProcessTornDown(FactOrigin origin, String reason, boolean forced) implements WorkerFact {
    private static final String WORKER_SHUTDOWN = "WORKER_SHUTDOWN";
    private static final String FFMPEG_ENDED = "FFMPEG_ENDED";
    private static final String FFMPEG_FAILED = "FFMPEG_FAILED";

    /// Whether the worker let go because it ends itself.
    public boolean isShutdown() {
      return reason.equals(WORKER_SHUTDOWN);
    }

    /// Whether FFmpeg ended in order and is not to be brought back.
    boolean isEnd() {
      return reason.equals(FFMPEG_ENDED);
    }

    /// Whether FFmpeg failed and is not to be brought back.
    boolean isFailure() {
      return reason.equals(FFMPEG_FAILED);
    }
  }
}
