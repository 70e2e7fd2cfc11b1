/// How decisions are written to Kafka and read back: the domain on one side, Avro records on the
/// other.
///
/// Thread: everything here is confined to one call.
@NullMarked
package io.sluice.controlplane.history;

import org.jspecify.annotations.NullMarked;
