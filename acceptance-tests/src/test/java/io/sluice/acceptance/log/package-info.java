/// What an orchestrator does with Kafka, seen from outside: writes commands, reads what came of
/// them.
///
/// Thread: the watch owns one, on which it reads; its answers may be asked for from any.
@NullMarked
package io.sluice.acceptance.log;

import org.jspecify.annotations.NullMarked;
