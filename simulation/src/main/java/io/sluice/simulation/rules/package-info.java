/// The rules that must always hold, checked against what entered the log and what workers really
/// do.
///
/// Core: no I/O.
@NullMarked
package io.sluice.simulation.rules;

import org.jspecify.annotations.NullMarked;
