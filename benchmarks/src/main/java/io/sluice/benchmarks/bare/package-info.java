/// Plain Kafka clients with the settings of the event log's own, for the baselines.
///
/// Thread: each [HopThread] owns one.
@NullMarked
package io.sluice.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
