/// The transactional loop: reads the inputs of the partitions it owns, has them decided, and
/// appends what follows together with the inputs' offsets, exactly once.
///
/// Thread: one named thread a loop does everything, calls of the logic and of the listener
/// included.
@NullMarked
package io.sluice.eventlog.loop;

import org.jspecify.annotations.NullMarked;
