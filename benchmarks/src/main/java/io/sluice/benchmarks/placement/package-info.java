/// How well processes are placed: a simulated fleet with processes that come and leave, told to
/// several control planes as late as a real one is, beside other ways of choosing.
///
/// Thread: the caller's.
@NullMarked
package io.sluice.benchmarks.placement;

import org.jspecify.annotations.NullMarked;
