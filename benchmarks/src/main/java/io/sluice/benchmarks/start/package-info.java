/// From a StartProcess written to its route published, beside the bare cost of the Kafka hops.
///
/// Thread: the benchmark's own; the bare hops own three.
@NullMarked
package io.sluice.benchmarks.start;

import org.jspecify.annotations.NullMarked;
