/// The flight recorder: what each WHIP session went through, step by step, in a bounded record that
/// outlives it until Kafka has it. No secret goes in: neither ufrag, password, token nor session
/// URL.
///
/// Core: [StepLog], [SessionName].
///
/// Thread: any. Nothing here is called for a packet.
@NullMarked
package io.sluice.worker.flight;

import org.jspecify.annotations.NullMarked;
