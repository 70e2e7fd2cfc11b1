/// The life of each process on this worker: ports, FFmpeg, WHIP endpoint and publisher, from its
/// assignment to the last of its resources freed.
///
/// Core: [Edition], [ExecTrail], and the values that go in and out.
///
/// Thread: one virtual thread a process, `ingest-ID`, owns its resources and takes signals from a
/// mailbox; the WHIP endpoint is called by HTTP threads and guards itself.
@NullMarked
package io.sluice.worker.ingest;

import org.jspecify.annotations.NullMarked;
