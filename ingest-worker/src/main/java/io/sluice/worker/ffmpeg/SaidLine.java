package io.sluice.worker.ffmpeg;

import java.time.Instant;

/// One line of FFmpeg's standard error, secrets removed.
///
/// @param at when it was read
public record SaidLine(Instant at, String text) {}
