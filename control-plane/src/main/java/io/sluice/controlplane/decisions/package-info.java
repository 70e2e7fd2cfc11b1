/// The owner of one partition: reads inputs, asks the decider, and says what is to be written.
///
/// Thread: the transactional loop's.
@NullMarked
package io.sluice.controlplane.decisions;

import org.jspecify.annotations.NullMarked;
