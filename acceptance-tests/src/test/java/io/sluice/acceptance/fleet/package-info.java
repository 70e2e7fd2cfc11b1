/// Whole fleets for tests: a Kafka, control planes and workers, in this JVM or in JVMs of their own
/// that a test may kill.
///
/// Thread: starting and closing block the caller; members have threads of their own.
@NullMarked
package io.sluice.acceptance.fleet;

import org.jspecify.annotations.NullMarked;
