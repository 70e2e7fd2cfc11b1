/// Reads the past from Kafka: the history of one process without reading the whole topic, the
/// histories of all, and what was published beside them.
///
/// Thread: the caller's; it blocks.
@NullMarked
package io.sluice.controlplane.archive;

import org.jspecify.annotations.NullMarked;
