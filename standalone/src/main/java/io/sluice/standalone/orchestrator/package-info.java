/// An orchestrator's side of Sluice, over Kafka alone: writes commands, waits for their outcomes,
/// and reads what there is and what happened.
///
/// Thread: the caller's; following the history has one of its own.
@NullMarked
package io.sluice.standalone.orchestrator;

import org.jspecify.annotations.NullMarked;
