/// What one process does with each input: its states, its inputs, its events, and the decider.
///
/// Core: pure; time and the workers on offer come in with the input.
@NullMarked
package io.sluice.controlplane.process;

import org.jspecify.annotations.NullMarked;
