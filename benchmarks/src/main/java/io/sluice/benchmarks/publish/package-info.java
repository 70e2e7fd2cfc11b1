/// From a publisher's POST to the first packet written to FFmpeg, with a real browser.
///
/// Thread: the benchmark's own.
@NullMarked
package io.sluice.benchmarks.publish;

import org.jspecify.annotations.NullMarked;
