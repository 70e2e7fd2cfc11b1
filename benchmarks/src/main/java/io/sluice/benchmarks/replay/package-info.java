/// How fast the history is decided again, and how fast one process is found in it.
///
/// Thread: the caller's.
@NullMarked
package io.sluice.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
