/// The WHIP endpoints and sessions of this worker over HTTP.
///
/// Thread: requests run on virtual threads; nothing here waits for Kafka.
///
/// Spec: RFC 9725.
@NullMarked
package io.sluice.worker.whip;

import org.jspecify.annotations.NullMarked;
