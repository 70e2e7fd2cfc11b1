/// The records of sessions on their way to Kafka.
///
/// Thread: that of [io.sluice.worker.report.SnapshotLog].
@NullMarked
package io.sluice.worker.sessions;

import org.jspecify.annotations.NullMarked;
