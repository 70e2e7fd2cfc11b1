/// Kafka as far as Sluice relies on it: partitions, transactions that become visible partition by
/// partition, and a consumer group that fences its former members.
///
/// Core: no I/O; delays come from the timeline.
@NullMarked
package io.sluice.simulation.log;

import org.jspecify.annotations.NullMarked;
