/// The WHIP endpoints and sessions of this worker over HTTP.
///
/// Thread: requests run on virtual threads; nothing here waits for Kafka.
///
/// Spec: RFC 9725. PATCH (trickle and ICE restart, §4.3) is not taken yet.
@NullMarked
package io.sluice.worker.whip;

import org.jspecify.annotations.NullMarked;
