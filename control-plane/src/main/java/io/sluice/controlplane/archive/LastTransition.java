package io.sluice.controlplane.archive;

import java.time.Instant;

/// Which transition of a process was the last, and when it was decided, by what somebody knows: the
/// history may have gone on meanwhile.
public record LastTransition(long sequence, Instant at) {}
