package io.sluice.worker.report;

import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ffmpeg.Progress;
import io.sluice.worker.ffmpeg.Said;
import io.sluice.worker.ingest.PublisherReception;
import java.time.Instant;
import java.util.Optional;

/// A run as it stands.
///
/// @param pid 0 when it was never started
/// @param reception as it was last while the run went on; empty when nobody sent anything
/// @param exit empty while it runs
record RunSnapshot(
    RunKey run,
    Instant startedAt,
    long pid,
    Said said,
    Progress progress,
    Optional<PublisherReception> reception,
    Optional<FfmpegExit> exit) {}
