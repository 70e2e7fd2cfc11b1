/// How soon the publishers of a killed worker are on air again.
///
/// Thread: the benchmark's own.
@NullMarked
package io.sluice.benchmarks.failover;

import org.jspecify.annotations.NullMarked;
