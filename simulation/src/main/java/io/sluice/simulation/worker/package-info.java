/// Workers: the real reaction to assignments, rule of incarnations, port leases, restart policy and
/// records of facts; FFmpeg, publishers and threads are a model.
///
/// Core: no I/O.
@NullMarked
package io.sluice.simulation.worker;

import org.jspecify.annotations.NullMarked;
