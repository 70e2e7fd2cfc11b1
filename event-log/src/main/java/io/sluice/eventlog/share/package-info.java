/// A topic whose partitions several readers share, each record worked on at least once: what is
/// done is committed, and goes to whoever takes a partition over.
///
/// Core: [OffsetProgress] and [Mark].
///
/// Thread: each [SharedReader] owns one.
@NullMarked
package io.sluice.eventlog.share;

import org.jspecify.annotations.NullMarked;
