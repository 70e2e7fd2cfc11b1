package io.sluice.worker.ingest;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.worker.supervision.Supervision;
import java.util.Optional;

/// What this worker must be running, and under which fencing token.
///
/// @param edition which word on it this is, within its generation
/// @param whip empty when FFmpeg runs on the process's own inputs alone
/// @param isolation what becomes of it when the worker has no contact with Kafka
public record IngestSpec(
    ProcessId processId,
    Generation generation,
    Edition edition,
    FfmpegJob job,
    Optional<WhipSpec> whip,
    IsolationPolicy isolation,
    Supervision supervision) {

  /// One that goes on without Kafka and is watched as usual.
  public IngestSpec(
      ProcessId processId, Generation generation, FfmpegJob job, Optional<WhipSpec> whip) {
    this(
        processId,
        generation,
        Edition.FIRST,
        job,
        whip,
        IsolationPolicy.CONTINUE,
        Supervision.USUAL);
  }
}
