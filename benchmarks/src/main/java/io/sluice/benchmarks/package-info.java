/// The fleet that is measured: an embedded Kafka, one control plane and one worker in this JVM.
///
/// Thread: the benchmark's own; members have theirs.
@NullMarked
package io.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;
