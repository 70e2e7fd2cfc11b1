/// How one FFmpeg is watched and brought back: when it counts as hung, when it uses too much, how
/// long to wait before the next start.
///
/// Core: all of it; times and measurements come in with the calls.
@NullMarked
package io.sluice.worker.supervision;

import org.jspecify.annotations.NullMarked;
