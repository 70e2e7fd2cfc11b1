/// A Kafka of one node inside this JVM, for the demo, for a single host and for tests.
///
/// Thread: Kafka's own; starting and closing block the caller.
@NullMarked
package io.sluice.eventlog.broker;

import org.jspecify.annotations.NullMarked;
