/// Damaged input for every parser that strangers can reach.
@NullMarked
package io.sluice.worker.fuzz;

import org.jspecify.annotations.NullMarked;
