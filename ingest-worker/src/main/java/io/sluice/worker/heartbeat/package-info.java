/// Tells the fleet that this worker lives and what it can take, and finds out whether another has
/// taken its name.
///
/// Core: [IncarnationRule].
///
/// Thread: `heartbeat` writes; the follower's own thread reads.
@NullMarked
package io.sluice.worker.heartbeat;

import org.jspecify.annotations.NullMarked;
