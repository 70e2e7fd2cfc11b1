/// Would it happen again? Runs a decider over the inputs that the history holds, and compares each
/// transition, the snapshots and the routes with what follows today.
///
/// Core: pure; what is read from Kafka or a file is handed in. Thread: confined to the caller's,
/// one for each partition.
@NullMarked
package io.sluice.controlplane.verify;

import org.jspecify.annotations.NullMarked;
