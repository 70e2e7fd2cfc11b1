/// Replay: reads a stretch of a topic once, between offsets or times, up to its present end.
///
/// Thread: the caller's.
@NullMarked
package io.sluice.eventlog.replay;

import org.jspecify.annotations.NullMarked;
