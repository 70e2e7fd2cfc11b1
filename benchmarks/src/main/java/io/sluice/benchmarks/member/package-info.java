/// Members of a fleet that a benchmark loads: programs in JVMs of their own, whose processor time
/// and memory can be read, and workers that only say that they live.
///
/// Thread: callers'; [BeatingWorkers] owns one.
@NullMarked
package io.sluice.benchmarks.member;

import org.jspecify.annotations.NullMarked;
