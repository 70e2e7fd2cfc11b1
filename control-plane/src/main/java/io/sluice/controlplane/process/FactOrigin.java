package io.sluice.controlplane.process;

import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import java.time.Instant;

/// Which worker reports a fact, in which of its lives and under which generation.
///
/// @param sequence position among all facts of this incarnation, from 1
/// @param at by the worker's clock; decides nothing
public record FactOrigin(
    WorkerId workerId, Incarnation incarnation, Generation generation, long sequence, Instant at) {}
