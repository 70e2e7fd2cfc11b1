package io.sluice.worker.report;

import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ffmpeg.Progress;
import io.sluice.worker.ffmpeg.Said;
import java.time.Instant;
import java.util.Optional;

/// A run as it stands.
///
/// @param pid 0 when it was never started
/// @param exit empty while it runs
record RunSnapshot(
    RunKey run,
    Instant startedAt,
    long pid,
    Said said,
    Progress progress,
    Optional<FfmpegExit> exit) {}
