/// What goes wrong, when, and how badly; and how it all ends.
///
/// Core: no I/O.
@NullMarked
package io.sluice.simulation.fault;

import org.jspecify.annotations.NullMarked;
