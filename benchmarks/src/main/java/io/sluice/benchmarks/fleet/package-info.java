/// What a control plane costs as the fleet grows: the heartbeats of simulated workers.
///
/// Thread: the benchmark's own.
@NullMarked
package io.sluice.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
