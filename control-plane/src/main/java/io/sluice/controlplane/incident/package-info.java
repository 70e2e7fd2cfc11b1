/// A slice of the history of one process in a file of its own, without secrets, that another
/// machine can read, explain and decide again without Kafka.
///
/// Core: [Redaction] and all below it are pure; [IncidentFile] reads and writes files. Thread:
/// confined to the caller's.
@NullMarked
package io.sluice.controlplane.incident;

import org.jspecify.annotations.NullMarked;
