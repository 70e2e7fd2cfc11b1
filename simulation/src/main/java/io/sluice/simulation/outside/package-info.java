/// Those whom Sluice serves, neither of them well-behaved: orchestrators and publishers.
///
/// Core: no I/O.
@NullMarked
package io.sluice.simulation.outside;

import org.jspecify.annotations.NullMarked;
