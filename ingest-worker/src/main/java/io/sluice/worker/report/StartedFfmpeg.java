package io.sluice.worker.report;

import io.sluice.worker.ffmpeg.RunningFfmpeg;
import java.time.Instant;

/// An FFmpeg that was started, before anybody says for which run.
record StartedFfmpeg(RunningFfmpeg ffmpeg, Instant at) {}
