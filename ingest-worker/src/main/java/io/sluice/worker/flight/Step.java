package io.sluice.worker.flight;

import java.time.Instant;

/// One step of a session.
public record Step(Instant at, StepKind kind, String text) {}
