package io.sluice.worker.ingest;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import java.util.Optional;

/// What this worker must be running, and under which fencing token.
///
/// @param isolation what becomes of it when the worker has no contact with Kafka
/// @param whip empty when FFmpeg runs on the process's own inputs alone
public record IngestSpec(
    ProcessId processId,
    Generation generation,
    FfmpegJob job,
    Optional<WhipSpec> whip,
    IsolationPolicy isolation) {

  /// One that goes on without Kafka.
  public IngestSpec(
      ProcessId processId, Generation generation, FfmpegJob job, Optional<WhipSpec> whip) {
    this(processId, generation, job, whip, IsolationPolicy.CONTINUE);
  }
}
