package io.sluice.acceptance.failover;

import java.time.Duration;

/// What a process got back after its worker was killed, and how long after.
///
/// @param assigned until it was assigned to another worker
/// @param begun until its new worker was about to start an FFmpeg
/// @param listens until that FFmpeg listened
/// @param route until a route to another worker could be read
/// @param media until the first packet of its publisher was written to the new FFmpeg
public record Regained(
    String process,
    Duration assigned,
    Duration begun,
    Duration listens,
    Duration route,
    Duration media) {}
