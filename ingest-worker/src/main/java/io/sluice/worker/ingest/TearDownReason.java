package io.sluice.worker.ingest;

/// Why a process ends on this worker, as facts name it.
public enum TearDownReason {
  /// Its assignment was withdrawn.
  ASSIGNMENT_GONE,
  /// A newer generation holds it, here or elsewhere.
  SUPERSEDED,
  /// The worker had no contact with Kafka for too long, and the process was to stop then.
  ISOLATED,
  /// The worker ends.
  WORKER_SHUTDOWN,
  /// FFmpeg ended in order, and is not to be brought back.
  FFMPEG_ENDED,
  /// FFmpeg failed, and is not to be brought back.
  FFMPEG_FAILED
}
