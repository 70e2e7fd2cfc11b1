package io.sluice.acceptance.failover;

import java.time.Duration;

/// What a process got back after its worker was killed, and how long after.
///
/// @param route until a route to another worker could be read
/// @param media until the first packet of its publisher was written to the new FFmpeg
public record Regained(String process, Duration route, Duration media) {}
