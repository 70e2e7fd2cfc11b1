package io.sluice.controlplane.explanation;

import java.time.Instant;

/// One transition of a chain.
public record Step(long sequence, Instant at, String words) {}
