/// Where the FFmpeg of a process stands, and which moves it may make. Workers report the moves, the
/// control plane follows them: one table for both.
///
/// Core: pure.
@NullMarked
package io.sluice.process.exec;

import org.jspecify.annotations.NullMarked;
