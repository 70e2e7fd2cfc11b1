/// Faults of every kind that a fleet must survive, struck one after the other while publishers are
/// live and commands come.
///
/// Thread: callers'; [Orchestrator] owns one.
@NullMarked
package io.sluice.acceptance.chaos;

import org.jspecify.annotations.NullMarked;
