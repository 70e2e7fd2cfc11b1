/// Follows what this worker must be running, and makes it so.
///
/// Thread: `assignments`' follower thread; processes are only told to begin and to end on it.
@NullMarked
package io.sluice.worker.assignment;

import org.jspecify.annotations.NullMarked;
