/// Time, chance and the diary of one simulated world: what makes a run the same whenever it is run
/// again.
///
/// Core: no clock, no thread, no randomness but that of the seed.
@NullMarked
package io.sluice.simulation.time;

import org.jspecify.annotations.NullMarked;
