/// What tests of all modules stand on: a real Kafka for the integration tests, and an in-memory log
/// for the others, held to the same contract.
@NullMarked
package io.sluice.eventlog.testing;

import org.jspecify.annotations.NullMarked;
