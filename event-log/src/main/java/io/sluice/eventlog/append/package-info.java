/// Appends single records in order, without loss or repetition by the client's own retries.
///
/// Thread: any; Kafka's producer sends on one of its own.
@NullMarked
package io.sluice.eventlog.append;

import org.jspecify.annotations.NullMarked;
