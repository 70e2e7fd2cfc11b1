/// A whole fleet in one thread, from one seed: the real decisions over a simulated Kafka, network
/// and passing of time, with everything going wrong, and the rules of the architecture checked
/// after each step.
///
/// Core: the same seed always gives the same run.
@NullMarked
package io.sluice.simulation;

import org.jspecify.annotations.NullMarked;
