/// What each run of FFmpeg was told, said and did, kept on Kafka beside the facts, so that it can
/// be read when the worker is gone.
///
/// Thread: [SnapshotLog] owns one; the hooks return at once.
@NullMarked
package io.sluice.worker.report;

import org.jspecify.annotations.NullMarked;
